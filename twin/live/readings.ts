import type { TableDescriptor } from '../../data/columns/index.ts'

/** First and last moment that a reading's clock may say: 2000-01-01 and 2100-01-01, UTC. Terminals whose clock was lost say 1970 or 2070. */
const [earliestMs, latestMs] = [946_684_800_000, 4_102_444_800_000]

/** What one reading of a battery's terminal is. NaN stands for what was not measured. */
export const readingTable = {
  name: 'readings',
  meaning: 'Readings of battery terminals, one row a reading',
  columns: [
    { name: 'battery', type: 'u32', unit: 'id', isWhole: true, meaning: 'Battery, as a row of the list of names' },
    { name: 'boot', type: 'u32', unit: 'id', isWhole: true, meaning: 'How often the terminal has started; 0 where it does not say' },
    { name: 'sequence', type: 'f64', unit: 'id', isWhole: true, nullValue: -1, meaning: 'Number of the reading since that start' },
    {
      name: 'timeMs',
      type: 'f64',
      unit: 'ms',
      isWhole: true,
      range: [earliestMs, latestMs],
      meaning: 'When it was measured, UTC since 1970',
    },
    { name: 'knownMs', type: 'f64', unit: 'ms', isWhole: true, range: [earliestMs, latestMs], meaning: 'When it arrived, UTC since 1970' },
    { name: 'socFrac', type: 'f32', unit: '1', range: [0, 1], nullValue: Number.NaN, meaning: 'State of charge' },
    { name: 'sohFrac', type: 'f32', unit: '1', range: [0.05, 1.2], nullValue: Number.NaN, meaning: 'State of health' },
    { name: 'tempDegC', type: 'f32', unit: '°C', range: [-50, 120], nullValue: Number.NaN, meaning: 'Temperature of the battery' },
    {
      name: 'powerW',
      type: 'f32',
      unit: 'W',
      range: [-50_000, 50_000],
      nullValue: Number.NaN,
      meaning: 'Mean power out since the last reading',
    },
    {
      name: 'ratedWh',
      type: 'f32',
      unit: 'Wh',
      range: [1, 1_000_000],
      nullValue: Number.NaN,
      meaning: 'Energy of the battery when new and full',
    },
    { name: 'lonDeg', type: 'f64', unit: '°', range: [-180, 180], nullValue: Number.NaN, meaning: 'Longitude, WGS 84' },
    { name: 'latDeg', type: 'f64', unit: '°', range: [-90, 90], nullValue: Number.NaN, meaning: 'Latitude, WGS 84' },
  ],
} as const satisfies TableDescriptor

/** Rows are numbers of readings in the order of arrival; the columns are those of `readingTable`. */
export interface ReadingColumns {
  battery: Uint32Array
  boot: Uint32Array
  sequence: Float64Array
  timeMs: Float64Array
  knownMs: Float64Array
  socFrac: Float32Array
  sohFrac: Float32Array
  tempDegC: Float32Array
  powerW: Float32Array
  ratedWh: Float32Array
  lonDeg: Float64Array
  latDeg: Float64Array
}

/** Readings as they were decoded, and the names of their batteries. */
export interface Readings {
  rows: number
  capacity: number
  columns: ReadingColumns
  readonly names: string[]
  readonly rowOfName: Map<string, number>
}

function createReadingColumns(capacity: number): ReadingColumns {
  return {
    battery: new Uint32Array(capacity),
    boot: new Uint32Array(capacity),
    sequence: new Float64Array(capacity),
    timeMs: new Float64Array(capacity),
    knownMs: new Float64Array(capacity),
    socFrac: new Float32Array(capacity),
    sohFrac: new Float32Array(capacity),
    tempDegC: new Float32Array(capacity),
    powerW: new Float32Array(capacity),
    ratedWh: new Float32Array(capacity),
    lonDeg: new Float64Array(capacity),
    latDeg: new Float64Array(capacity),
  }
}

/** An empty store with room for `capacity` rows (≥ 1). */
export function createReadings(capacity = 4096): Readings {
  return { rows: 0, capacity, columns: createReadingColumns(capacity), names: [], rowOfName: new Map() }
}

/** One reading as it is written down, for tests and small sources; what is left out was not measured. */
export interface Reading {
  readonly battery: string
  readonly boot?: number
  readonly sequence?: number
  readonly timeMs: number
  readonly knownMs?: number
  readonly socFrac?: number
  readonly sohFrac?: number
  readonly tempDegC?: number
  readonly powerW?: number
  readonly ratedWh?: number
  readonly lonDeg?: number
  readonly latDeg?: number
}

/** Appends one reading; returns its row. */
export function addReading(readings: Readings, reading: Reading): number {
  const row = openRow(readings)
  const c = readings.columns
  c.battery[row] = idOfBattery(readings, reading.battery)
  c.boot[row] = reading.boot ?? 0
  c.sequence[row] = reading.sequence ?? -1
  c.timeMs[row] = reading.timeMs
  c.knownMs[row] = reading.knownMs ?? reading.timeMs
  c.socFrac[row] = reading.socFrac ?? Number.NaN
  c.sohFrac[row] = reading.sohFrac ?? Number.NaN
  c.tempDegC[row] = reading.tempDegC ?? Number.NaN
  c.powerW[row] = reading.powerW ?? Number.NaN
  c.ratedWh[row] = reading.ratedWh ?? Number.NaN
  c.lonDeg[row] = reading.lonDeg ?? Number.NaN
  c.latDeg[row] = reading.latDeg ?? Number.NaN
  readings.rows = row + 1
  return row
}

/** The row that is filled next; it counts once `rows` is raised. Arrays may be others afterwards. */
export function openRow(readings: Readings): number {
  if (readings.rows === readings.capacity) growReadings(readings)
  return readings.rows
}

function growReadings(readings: Readings): void {
  const capacity = readings.capacity + Math.max(4096, readings.capacity >> 1)
  const larger = createReadingColumns(capacity)
  for (const name of Object.keys(larger) as (keyof ReadingColumns)[]) larger[name].set(readings.columns[name])
  readings.columns = larger
  readings.capacity = capacity
}

/** Row of a name in the list of batteries; a new name is added. */
export function idOfBattery(readings: Readings, name: string): number {
  const known = readings.rowOfName.get(name)
  if (known !== undefined) return known
  readings.rowOfName.set(name, readings.names.length)
  return readings.names.push(name) - 1
}
