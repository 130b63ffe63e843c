import type { Kpi } from './kpi.ts'
import { batteryMonths, fadeQuantileSql, ratioSql } from './sql.ts'

const perBatteryYear = 'sum(assignedPlaceDays) / 365.25e0'
const pooledBatteryYears = '(sum(placeDays) - sum(assignedPlaceDays)) / 365.25e0'

function causeKpi(cause: string, words: string): Kpi {
  return {
    id: `replacementsFor${cause}`,
    label: `Replacements because of ${words}`,
    unit: '1',
    better: 'none',
    meaning: `replacements because of ${words} / replacements`,
    counts: 'replacements',
    groupBy: 'product',
    sql: ratioSql({ numerator: `sum(replacements${cause})`, denominator: 'sum(replacements)', groupBy: 'product' }),
  }
}

/** The batteries themselves. */
export const fleetKpis: readonly Kpi[] = [
  {
    id: 'floatFactor',
    label: 'Float factor',
    unit: '1',
    better: 'lower',
    meaning: 'days of batteries owned and not retired / days of battery places under contract',
    counts: 'battery-place days',
    groupBy: 'product',
    sql: ratioSql({ numerator: 'sum(ownedDays)', denominator: 'sum(placeDays)', groupBy: 'product' }),
  },
  {
    id: 'fadeMean',
    label: 'Capacity fade, mean',
    unit: 'points/a',
    better: 'lower',
    meaning: 'sum of the batteries’ loss of capacity a year, in percentage points of the rated capacity / batteries',
    counts: 'batteries',
    groupBy: 'model',
    sql: ratioSql({ table: 'fade', numerator: 'sum(fadeMillionths) / 1e4', denominator: 'sum(batteries)', groupBy: 'model' }),
  },
  {
    id: 'fadeP95',
    label: 'Capacity fade, 95th percentile',
    unit: 'points/a',
    better: 'lower',
    meaning: 'loss of capacity a year that 95 % of the batteries do not exceed, from steps of 0.05 points and by proportion within a step',
    counts: 'batteries',
    groupBy: 'model',
    sql: fadeQuantileSql(0.95),
  },
  {
    id: 'replacedPerYear',
    label: 'Assigned batteries replaced a year',
    unit: '1/a',
    better: 'lower',
    meaning: 'replacements of assigned batteries / years of battery places of assigned contracts',
    counts: 'assigned battery-place years',
    groupBy: 'product',
    sql: ratioSql({ numerator: 'sum(assignedReplacements)', denominator: perBatteryYear, groupBy: 'product' }),
  },
  {
    id: 'withdrawnPerYear',
    label: 'Pooled batteries withdrawn a year',
    unit: '1/a',
    better: 'lower',
    meaning: 'pooled batteries withdrawn on their return because they are worn or faulty / years of battery places of pooled contracts',
    counts: 'pooled battery-place years',
    groupBy: 'product',
    sql: ratioSql({ numerator: 'sum(withdrawn)', denominator: pooledBatteryYears, groupBy: 'product' }),
  },
  causeKpi('Wear', 'wear'),
  causeKpi('Fault', 'a fault'),
  causeKpi('Contract', 'the contract'),
  {
    id: 'lostPerThousandMonths',
    label: 'Lost batteries per 1 000 battery-months',
    unit: '1/(1000 month)',
    better: 'lower',
    meaning: '1 000 × batteries lost or stolen / battery-months under contract',
    counts: 'battery-months under contract',
    groupBy: 'product',
    sql: ratioSql({ numerator: '1e3 * sum(lost)', denominator: batteryMonths, groupBy: 'product' }),
  },
]
