import type { Kpi } from './kpi.ts'
import { ratioSql, worstHourSql } from './sql.ts'

/** What customers get. */
export const serviceKpis: readonly Kpi[] = [
  {
    id: 'slaKept',
    label: 'SLA kept',
    unit: '1',
    better: 'higher',
    meaning: 'promises kept / promises due; open and failed promises count as due when their window ends',
    counts: 'promises due',
    groupBy: 'mode',
    sql: ratioSql({ numerator: 'sum(promisesKept)', denominator: 'sum(promisesDue)', groupBy: 'mode' }),
  },
  {
    id: 'swapServiceLevel',
    label: 'Swap service level',
    unit: '1',
    better: 'higher',
    meaning: 'swap requests served at once / swap requests',
    counts: 'swap requests',
    groupBy: 'mode',
    sql: ratioSql({ numerator: 'sum(servedAtOnce)', denominator: 'sum(requests)', groupBy: 'mode' }),
  },
  {
    id: 'stockOut',
    label: 'Stock-out',
    unit: '1',
    better: 'lower',
    meaning: 'time of boxes, shops and hubs without a ready battery of the type / time in which the type should be ready',
    counts: 'place-hours',
    groupBy: 'product',
    sql: ratioSql({ numerator: 'sum(stockOutMs) / 3.6e6', denominator: 'sum(stockPlaceMs) / 3.6e6', groupBy: 'product' }),
  },
  {
    id: 'stockOutWorstHour',
    label: 'Stock-out, worst hour of the week',
    unit: '1',
    better: 'lower',
    meaning: 'largest stock-out among the 168 local hours of the week, over all types',
    counts: 'place-hours in that hour of the week',
    groupBy: 'hourOfWeek',
    sql: worstHourSql('stockOutMs', 'stockPlaceMs', 0),
  },
  {
    id: 'availability',
    label: 'Availability, full maintenance',
    unit: '1',
    better: 'higher',
    meaning: 'contract time in which the battery met power and soh / contract time, full maintenance only',
    counts: 'contract hours',
    groupBy: 'product',
    sql: ratioSql({ numerator: 'sum(availableMs) / 3.6e6', denominator: 'sum(contractMs) / 3.6e6', groupBy: 'product' }),
  },
]
