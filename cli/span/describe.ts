import type { CityRow, SpanReport, SpanWhole } from './run-span.ts'

/** A span as text for people: a row for each city, then the whole with its key figures. */
export function describeSpanReport({ span, seed, days, cities, failed, missing, whole, place, ...spent }: SpanReport): string {
  const rows = Object.entries(cities)
  const width = Math.max(0, ...rows.map(([name]) => name.length))
  const lines = [
    `${span}: ${rows.length} of ${rows.length + failed.length + missing.length} cities, ${days} days, seed ${seed}`,
    ...rows.map(([name, row]) => `  ${name.padEnd(width)}  ${describeWork(row)}, promises kept ${short(row.kpis['slaKept'])}`),
    ...failed.map(({ city, message }) => `failed: ${city}: ${message}`),
    ...(missing.length > 0 ? [`not made: ${missing.join(', ')}; the same call with the same --out goes on`] : []),
    ...(whole === null ? [] : describeWhole(whole)),
    ...(place === '' ? [] : [`facts: ${place}`]),
    `CPU ${short(spent.cpuSeconds)} s, peak memory ${short(spent.peakMemoryMB)} MB`,
  ]
  return lines.join('\n')
}

function describeWork({ hash, customers, batteryDays, exchanges }: CityRow | SpanWhole): string {
  return `${hash}  ${customers} customers, ${batteryDays} battery-days, ${short(exchanges / batteryDays)} exchanges each`
}

function describeWhole(whole: SpanWhole): string[] {
  const modes = Object.entries(whole.byMode).map(([mode, share]) => `${mode} ${short(share)}`)
  const figures = Object.entries(whole.kpis).map(([id, { value, unit, n }]) => `  ${id}: ${value ?? 'unknown'} ${unit} (n ${n})`)
  return [`whole: ${describeWork(whole)}`, `  exchanges by mode: ${modes.join(', ')}`, 'key figures of the whole', ...figures]
}

function short(value: number | null | undefined): string {
  return value === null || value === undefined ? 'unknown' : String(Number(value.toPrecision(4)))
}
