import type { Parsed, Problem } from '../../data/columns/index.ts'

/** What a column of a file can be, with the factor to the house's unit. */
export interface FieldUse {
  readonly field:
    | 'battery'
    | 'boot'
    | 'sequence'
    | 'time'
    | 'known'
    | 'socFrac'
    | 'sohFrac'
    | 'tempDegC'
    | 'powerW'
    | 'ratedWh'
    | 'lonDeg'
    | 'latDeg'
  readonly factor: number
}

/** How the lines of a file are read. */
export interface Layout {
  /** Codes of the characters between fields and, beside the point, before decimals. */
  readonly separator: number
  readonly decimal: number
  readonly columns: readonly string[]
  /** By column of the file; `null` where it is not used. */
  readonly uses: readonly (FieldUse | null)[]
}

const one = (field: FieldUse['field'], factor = 1): FieldUse => ({ field, factor })

/** Names that columns have in real files, in small letters with underscores. */
const known: Readonly<Record<string, FieldUse>> = {
  ...Object.fromEntries(
    ['battery', 'battery_id', 'pack_id', 'vehicle_id', 'scooter_id', 'bike_id', 'device_id', 'serial', 'trip_id'].map((name) => [
      name,
      one('battery'),
    ]),
  ),
  boot: one('boot'),
  boot_count: one('boot'),
  sequence: one('sequence'),
  seq: one('sequence'),
  ...Object.fromEntries(
    ['time', 'timestamp', 'ts', 'time_utc', 'time_local', 'datetime', 'time_ms', 'event_time'].map((name) => [name, one('time')]),
  ),
  ...Object.fromEntries(['known', 'known_at', 'received', 'received_at', 'arrival_time'].map((name) => [name, one('known')])),
  soc_frac: one('socFrac'),
  soc_pct: one('socFrac', 0.01),
  soc_percent: one('socFrac', 0.01),
  soh_frac: one('sohFrac'),
  soh_pct: one('sohFrac', 0.01),
  soh_percent: one('sohFrac', 0.01),
  temp_degc: one('tempDegC'),
  temp_deg_c: one('tempDegC'),
  battery_temp_c: one('tempDegC'),
  pack_temp_c: one('tempDegC'),
  powerw: one('powerW'),
  power_w: one('powerW'),
  power_kw: one('powerW', 1000),
  rated_wh: one('ratedWh'),
  rated_kwh: one('ratedWh', 1000),
  lon: one('lonDeg'),
  lng: one('lonDeg'),
  longitude: one('lonDeg'),
  lon_deg: one('lonDeg'),
  lat: one('latDeg'),
  latitude: one('latDeg'),
  lat_deg: one('latDeg'),
}

/** Names that leave their unit open: to guess it from values would make one reading depend on the others. */
const vague: Readonly<Record<string, string>> = {
  soc: 'Name the unit: soc_frac (0 to 1) or soc_pct (0 to 100)',
  soh: 'Name the unit: soh_frac (0 to 1) or soh_pct (0 to 100)',
  temp: 'Name what is measured and its unit: battery_temp_c for the battery in °C',
  power: 'Name the unit: power_w or power_kw; power out of the battery is positive',
}

const separators = [',', ';', '\t', '|'] as const

/**
 * Reads the first line of a file of telemetry: separator (comma, semicolon, tab or bar), and what each column is. A column of the battery's
 * name and one of time must be there. Where the separator is not the comma, numbers may have a decimal comma.
 */
export function readHeader(line: string): Parsed<Layout> {
  const separator = separators.reduce((best, sign) => (count(line, sign) > count(line, best) ? sign : best))
  const columns = line.split(separator).map((name) => name.trim().replace(/^"(.*)"$/, '$1'))
  const problems: Problem[] = []
  const taken = new Set<string>()
  const uses = columns.map((column) => {
    const name = wordsOf(column)
    const use = Object.hasOwn(known, name) ? known[name] : null
    if (use !== null && taken.has(use.field)) {
      problems.push(problemOf('same-column-twice', column, `Leave one column for ${use.field}; this one is not read`))
      return null
    }
    if (use !== null) taken.add(use.field)
    else if (Object.hasOwn(vague, name)) problems.push(problemOf('vague-column', column, `${vague[name]}; it is not read`))
    return use
  })
  const missing = [
    ...(taken.has('battery')
      ? []
      : [problemOf('missing-column', 'battery', 'Add a column battery (or vehicle_id, serial, trip_id) with a name for each battery')]),
    ...(taken.has('time') ? [] : [problemOf('missing-column', 'time', 'Add a column time (or timestamp, time_utc, time_local)')]),
  ]
  if (missing.length > 0) return { value: null, problems: [...missing, ...problems] }
  return {
    value: { separator: separator.charCodeAt(0), decimal: separator === ',' ? 46 : 44, columns, uses },
    problems,
  }
}

function count(line: string, sign: string): number {
  return line.split(sign).length
}

/** `SoC (%)` is not guessed; `socPct`, `SOC pct` and `soc_pct` are the same. */
function wordsOf(column: string): string {
  return column
    .replace(/^\uFEFF/, '')
    .replace(/([a-z])([A-Z][a-z])/g, '$1_$2')
    .replace(/[\s-]+/g, '_')
    .toLowerCase()
}

function problemOf(code: string, value: string, remedy: string): Problem {
  return { code, place: 'line 1', value: value.slice(0, 80), remedy: `${remedy}.` }
}
