import { curveOf, forecastBattery, listAlarms, meanUse, viewFleet } from '../../twin/live/index.ts'
import type { Arrivals, FleetView, LiveFleet } from '../../twin/live/index.ts'
import type { LiveAlarm, LiveLook, LivePoints, LiveQuery, LiveRow, LiveSort } from './live-types.ts'

/** Alarms told at once; more are counted. */
const mostAlarms = 200
const forecastPoints = 60

/** What the page shows of a moment: the lines in sight, the dots, the alarms, and one curve. */
export function lookAt(fleet: LiveFleet, arrivals: Arrivals, query: LiveQuery): LiveLook {
  const { mode, watermarkMs } = query
  const heardMs = mode === 'replay' ? query.atMs : watermarkMs
  const view = viewFleet(fleet, Math.min(query.atMs, heardMs))
  if (mode === 'forecast') goOn(fleet, view, watermarkMs, query.atMs)
  const { names } = fleet.readings
  const order = sortRows(view, names, query)
  const placed = listPlaced(view)
  const selected = chooseName(view, names, order, placed, query)
  const selectedRow = findRow(view, names, selected)
  const alarms = listAlarms(fleet, heardMs)
  const span = curveSpan(query, heardMs)
  const id = selectedRow < 0 ? -1 : view.battery[selectedRow]
  const ahead = id >= 0 && mode === 'forecast' ? forecastCurve(fleet, id, watermarkMs, span.toMs) : null
  return {
    atMs: query.atMs,
    batteries: view.count,
    total: order.length,
    first: query.first,
    rows: order.slice(query.first, query.first + query.rows).map((row) => describeRow(view, names, row, query.atMs)),
    selected: selectedRow < 0 ? null : describeRow(view, names, selectedRow, query.atMs),
    selectedAt: order.indexOf(selectedRow),
    points: pointsOf(view, placed, selectedRow),
    alarms: alarms.slice(0, mostAlarms).map(({ battery, ...rest }): LiveAlarm => ({ ...rest, battery: names[battery] })),
    alarmCount: alarms.length,
    curve: id < 0 ? null : curveOf(fleet, id, span.fromMs, Math.min(span.toMs, heardMs), 900),
    curveFromMs: span.fromMs,
    curveToMs: span.toMs,
    forecast: ahead?.curve ?? null,
    emptyMs: ahead?.emptyMs ?? Infinity,
    nextMs: arrivals.nextMs(),
    counts: { ...fleet.counts },
  }
}

/** In a forecast the future has a third more room than the past. */
function curveSpan({ mode, atMs, curveMs, watermarkMs }: LiveQuery, heardMs: number): { readonly fromMs: number; readonly toMs: number } {
  if (mode === 'forecast') return { fromMs: watermarkMs - curveMs / 2, toMs: Math.max(watermarkMs + curveMs, atMs) }
  return { fromMs: heardMs - curveMs, toMs: heardMs }
}

function describeRow(view: FleetView, names: readonly string[], row: number, atMs: number): LiveRow {
  return {
    name: names[view.battery[row]],
    measuredFrac: view.measuredFrac[row],
    predictedFrac: view.predictedFrac[row],
    sdFrac: view.sdFrac[row],
    ageMs: atMs - view.lastMs[row],
    tempDegC: view.tempDegC[row],
    sohFrac: view.sohFrac[row],
    alarms: view.alarms[row],
  }
}

/** Puts the forecast in the place of the prediction. */
function goOn(fleet: LiveFleet, view: FleetView, watermarkMs: number, atMs: number): void {
  for (let row = 0; row < view.count; row++) {
    const id = view.battery[row]
    const { socFrac, sdFrac } = forecastBattery(fleet, id, watermarkMs, atMs, meanUse(fleet, id, watermarkMs))
    view.predictedFrac[row] = socFrac
    view.sdFrac[row] = sdFrac
  }
}

function forecastCurve(fleet: LiveFleet, id: number, watermarkMs: number, toMs: number) {
  const use = meanUse(fleet, id, watermarkMs)
  const timeMs = Float64Array.from({ length: forecastPoints + 1 }, (_, i) => watermarkMs + ((toMs - watermarkMs) * i) / forecastPoints)
  const points = Array.from(timeMs, (time) => forecastBattery(fleet, id, watermarkMs, time, use))
  return {
    curve: {
      timeMs,
      socFrac: Float32Array.from(points, ({ socFrac }) => socFrac),
      sdFrac: Float32Array.from(points, ({ sdFrac }) => sdFrac),
    },
    emptyMs: points[0].emptyMs,
  }
}

/** Rows of the view in the order of the list; what is not known comes last either way. */
function sortRows(view: FleetView, names: readonly string[], { sort, isDescending, filter, onlyAlarms }: LiveQuery): number[] {
  const words = filter.trim().toLowerCase()
  const rows: number[] = []
  for (let row = 0; row < view.count; row++) {
    if (onlyAlarms && view.alarms[row] === 0) continue
    if (words === '' || names[view.battery[row]].toLowerCase().includes(words)) rows.push(row)
  }
  const keys = keysOf(view, sort)
  const sign = isDescending ? -1 : 1
  const byName = (a: number, b: number) => compareNames(names[view.battery[a]], names[view.battery[b]])
  if (keys === null) return rows.toSorted((a, b) => sign * byName(a, b))
  return rows.toSorted((a, b) => {
    const [x, y] = [keys[a], keys[b]]
    if (x !== x || y !== y) return x === x ? -1 : y === y ? 1 : a - b
    return sign * (x - y) || a - b
  })
}

/** Numbers in names count as numbers: trip 2 comes before trip 10. */
const collator = new Intl.Collator('en', { numeric: true })
const compareNames = (a: string, b: string) => collator.compare(a, b)

function keysOf(view: FleetView, sort: LiveSort): ArrayLike<number> | null {
  if (sort === 'measured') return view.measuredFrac
  if (sort === 'predicted') return view.predictedFrac
  if (sort === 'temp') return view.tempDegC
  if (sort === 'alarms') return Float64Array.from(view.alarms, (bits) => (bits & 15) * 16 + (bits >> 4))
  return sort === 'age' ? Float64Array.from(view.lastMs, (last) => -last) : null
}

/** The battery that was chosen by name, by its place in the list or by its dot. */
function chooseName(
  view: FleetView,
  names: readonly string[],
  order: readonly number[],
  placed: readonly number[],
  query: LiveQuery,
): string {
  const { selected, selectAt, selectDot } = query
  if (selectAt === undefined && selectDot === undefined) return selected
  const row = selectDot === undefined ? order[Math.min(Math.max(0, selectAt ?? 0), order.length - 1)] : placed[selectDot]
  return row === undefined ? '' : names[view.battery[row]]
}

function findRow(view: FleetView, names: readonly string[], name: string): number {
  if (name === '') return -1
  for (let row = 0; row < view.count; row++) if (names[view.battery[row]] === name) return row
  return -1
}

/** Rows whose position is known: the dots of the map. */
function listPlaced(view: FleetView): number[] {
  const rows: number[] = []
  for (let row = 0; row < view.count; row++)
    if (view.lonDeg[row] === view.lonDeg[row] && view.latDeg[row] === view.latDeg[row]) rows.push(row)
  return rows
}

function pointsOf(view: FleetView, rows: readonly number[], selectedRow: number): LivePoints {
  const origin: [number, number] = rows.length === 0 ? [0, 0] : [view.lonDeg[rows[0]], view.latDeg[rows[0]]]
  const lonLat = new Float32Array(rows.length * 2)
  rows.forEach((row, at) => {
    lonLat[2 * at] = view.lonDeg[row] - origin[0]
    lonLat[2 * at + 1] = view.latDeg[row] - origin[1]
  })
  return {
    count: rows.length,
    originLonLat: origin,
    lonLat,
    socFrac: Float32Array.from(rows, (row) => view.predictedFrac[row]),
    alarms: Uint8Array.from(rows, (row) => view.alarms[row]),
    selected: rows.indexOf(selectedRow),
  }
}
