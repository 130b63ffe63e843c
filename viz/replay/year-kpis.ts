import { weekdayOf, type CalendarSpec } from '../../twin/index.ts'
import type { DayTotals } from '../run-api.ts'
import { roundUp } from './curve-shape.ts'
import { pixelOf, type TimeScale } from './time-scale.ts'

type Columns = Omit<DayTotals, 'run' | 'days'>

/** A key figure over the year: a count, a mean, or a share that is summed first and divided last. */
export interface YearKpi {
  readonly id: string
  readonly label: string
  readonly unit: string
  readonly count: (totals: Columns, day: number) => number
  /** Absent where the days' counts are simply added; `days` for their mean. */
  readonly per?: ((totals: Columns, day: number) => number) | 'days'
}

/** What can be drawn over the strip of time, in the order of the choice. */
export const yearKpis: readonly YearKpi[] = [
  { id: 'missed', label: 'Promises missed', unit: '1', count: (t, d) => t.promisesDue[d] - t.promisesKept[d] },
  { id: 'sla', label: 'SLA kept', unit: 'frac', count: (t, d) => t.promisesKept[d], per: (t, d) => t.promisesDue[d] },
  { id: 'stock-out', label: 'Stock-out', unit: 'frac', count: (t, d) => t.stockOutMs[d], per: (t, d) => t.stockPlaceMs[d] },
  { id: 'exchanges', label: 'Exchanges', unit: '1', count: (t, d) => t.swaps[d] + t.replacements[d] },
  { id: 'failed', label: 'Attempts with nobody there', unit: '1', count: (t, d) => t.failedAttempts[d] },
  { id: 'busy', label: 'Couriers on tour', unit: 'frac', count: (t, d) => t.courierBusyMs[d], per: (t, d) => t.courierPaidMs[d] },
  { id: 'temperature', label: 'Temperature', unit: '°C', count: (t, d) => t.meanDegC[d], per: 'days' },
]

/** Value of a span of local days `fromDay` … `toDay − 1`; NaN where nothing was counted. */
export interface YearSpan {
  readonly fromDay: number
  readonly toDay: number
  readonly value: number
}

/** A key figure by local day, or by week from Monday on (the first and the last may be shorter). */
export function spansOf(totals: DayTotals, kpi: YearKpi, calendar: CalendarSpec, isByWeek: boolean): readonly YearSpan[] {
  const spans: YearSpan[] = []
  for (let fromDay = 0; fromDay < totals.days;) {
    const untilMonday = 7 - weekdayOf(calendar, fromDay)
    const toDay = Math.min(totals.days, fromDay + (isByWeek ? untilMonday : 1))
    spans.push({ fromDay, toDay, value: valueOf(totals, kpi, fromDay, toDay) })
    fromDay = toDay
  }
  return spans
}

function valueOf(totals: DayTotals, { count, per }: YearKpi, fromDay: number, toDay: number): number {
  let [sum, whole] = [0, 0]
  for (let day = fromDay; day < toDay; day++) {
    sum += count(totals, day)
    if (per !== undefined) whole += per === 'days' ? 1 : per(totals, day)
  }
  return per === undefined ? sum : whole > 0 ? sum / whole : NaN
}

/** Ends of the value axis: round numbers. A share that stays near 1 is drawn from a round share below its least, everything else from 0. */
export function yearAxis(spans: readonly YearSpan[], unit: string): { readonly low: number; readonly high: number } {
  const known = spans.map(({ value }) => value).filter((value) => !Number.isNaN(value))
  if (known.length === 0) return { low: 0, high: 1 }
  const [least, most] = [known.reduce((a, b) => Math.min(a, b)), known.reduce((a, b) => Math.max(a, b))]
  if (unit !== 'frac') return { low: least < 0 ? -roundUp(-least) : 0, high: Math.max(1, roundUp(most)) }
  if (least >= 0.5) return { low: Math.floor((least - 1e-9) * 20) / 20, high: 1 }
  return { low: 0, high: Math.min(1, Math.max(0.01, roundUp(most * 100) / 100)) }
}

/** SVG path: each span a level line, joined by steps; a gap where nothing is known. `startMs` are the local midnights. */
export function yearPath(
  spans: readonly YearSpan[],
  { low, high }: { readonly low: number; readonly high: number },
  startMs: ArrayLike<number>,
  scale: TimeScale,
  heightPx: number,
): string {
  let [path, isGap] = ['', true]
  for (const { fromDay, toDay, value } of spans) {
    if (Number.isNaN(value)) {
      isGap = true
      continue
    }
    const [fromPx, toPx] = [fromDay, toDay].map((day) => pixelOf(scale, startMs[day]).toFixed(1))
    const y = (heightPx * (1 - (value - low) / (high - low))).toFixed(1)
    path += isGap ? `M${fromPx} ${y}H${toPx}` : `V${y}H${toPx}`
    isGap = false
  }
  return path
}

/** The span that holds a day; `null` where it was not lived. */
export function spanAt(spans: readonly YearSpan[], day: number): YearSpan | null {
  return spans.find(({ fromDay, toDay }) => fromDay <= day && day < toDay) ?? null
}
