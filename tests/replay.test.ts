import fc from 'fast-check'
import { beforeAll, describe, expect, test } from 'vitest'
import { layOut } from '../twin/layout/layout.ts'
import { createSurvey } from '../twin/layout/survey.ts'
import { PlaceKind } from '../twin/kinds.ts'
import { hashWorld } from '../twin/state-hash.ts'
import { loadSmall, shareCity } from './small-scenario.ts'
import { LogLevel } from '../twin/log.ts'
import { advanceRun, startRun } from '../scenarios/run/index.ts'
import { positionsOf } from '../scenarios/replay/city-drawing.ts'
import {
  advanceReplay,
  livedMsOf,
  measureCheckpoints,
  seekEvents,
  seekWorld,
  shrinkReplay,
  startReplay,
} from '../scenarios/replay/replay.ts'
import type { Replay, ReplaySettings } from '../scenarios/replay/replay.ts'
import { drawWindow } from '../scenarios/replay/window.ts'

const days = 12
const dayMs = 86_400_000
const city = shareCity()
const survey = createSurvey(city)
const layout = layOut(
  loadSmall({
    days,
    segments: { scooters: { customers: 150 }, ebikes: { customers: 150 }, tools: { customers: 6 } },
    couriers: { count: 5 },
  }),
  city,
  survey,
)

function live(settings: ReplaySettings = {}): Replay {
  const replay = startReplay(layout, survey, settings)
  while (advanceReplay(replay, 700).kind === 'running');
  return replay
}

let replay: Replay

beforeAll(() => {
  replay = live()
})

describe('looking back', () => {
  test('a run that is recorded has the bits of one that is not', () => {
    const plain = startRun(layout, { level: LogLevel.facts })
    while (advanceRun(plain, 1e6).kind === 'running');
    expect(hashWorld(replay.run.world)).toBe(hashWorld(plain.world))
  })

  test('forwards, backwards and by seek a moment has the state of a run that went straight there', () => {
    const thin = live({ byteLimit: 1.7 * replay.checkpoints[0].snapshot.byteLength })
    expect(thin.everyDays).toBeGreaterThan(2)
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: days * dayMs }), { minLength: 1, maxLength: 4 }), (times) => {
        for (const timeMs of times) {
          const straight = startRun(layout, { level: LogLevel.facts })
          while (advanceRun(straight, 1e6, timeMs).kind === 'running' && straight.world.list.peekTime() <= timeMs);
          const expected = hashWorld(straight.world)
          expect(hashWorld(seekWorld(replay, timeMs))).toBe(expected)
          expect(hashWorld(seekWorld(thin, timeMs))).toBe(expected)
          expect(seekEvents(thin, timeMs).events).toBe(straight.world.t.run.eventCount[0])
        }
      }),
      { numRuns: 5 },
    )
  })

  test('the end is the run’s own end, and nothing beyond it is answered', () => {
    const endMs = livedMsOf(replay)
    expect(hashWorld(seekWorld(replay, endMs))).toBe(hashWorld(replay.run.world))
    expect(() => seekWorld(replay, endMs + 1)).toThrow('seek-not-lived')
    expect(() => drawWindow(replay, endMs - 1000, endMs + 2)).toThrow('window-not-lived')
  })

  test('of a run under way a day can be drawn as soon as the next one has begun, as it will be at the end', () => {
    const young = startReplay(layout, survey, { id: 1 })
    while (young.run.world.t.clock.day[0] < 5) advanceReplay(young, 1)
    const { run: _, ...found } = drawWindow(young, 4 * dayMs, 5 * dayMs)
    const { run: __, ...expected } = drawWindow(replay, 4 * dayMs, 5 * dayMs)
    expect(found.legs).toEqual(expected.legs)
    expect(sortStays(found)).toEqual(sortStays(expected))
  })

  test('checkpoints stay within their bytes, and fewer of them answer the same', () => {
    const shrunk = live()
    const hash = hashWorld(seekWorld(shrunk, 9.4 * dayMs))
    const bytes = 2 * shrunk.checkpoints[0].snapshot.byteLength
    shrinkReplay(shrunk, bytes)
    shrunk.cursor = null
    expect(measureCheckpoints(shrunk)).toBeLessThanOrEqual(bytes)
    expect(hashWorld(seekWorld(shrunk, 9.4 * dayMs))).toBe(hash)
  })
})

/** Where a window says that a battery is at a second of it: holders of the stays that cover it. */
function staysAt({ stays }: ReturnType<typeof drawWindow>, atS: number): Map<number, [number, number][]> {
  const found = new Map<number, [number, number][]>()
  for (let row = 0; row < stays.count; row++) {
    if (stays.fromS[row] > atS || stays.toS[row] <= atS) continue
    const known = found.get(stays.battery[row]) ?? []
    found.set(stays.battery[row], [...known, [stays.placeKind[row], stays.holder[row]]])
  }
  return found
}

const momentInWindow = fc.tuple(fc.integer({ min: 0, max: days - 2 }), fc.integer({ min: 0, max: 23 }), fc.integer({ min: 0, max: 86_399 }))

describe('windows', () => {
  test('at any second every battery has the one stay that the state says, and those aboard a courier none', () => {
    fc.assert(
      fc.property(momentInWindow, ([day, hour, second]) => {
        const fromMs = day * dayMs + hour * 3_600_000
        const window = drawWindow(replay, fromMs, fromMs + dayMs)
        const found = staysAt(window, second)
        const { placeKind, place } = seekWorld(replay, fromMs + second * 1000).t.battery
        for (let battery = 0; battery < placeKind.length; battery++) {
          const kind = placeKind[battery]
          const isThere = battery < replay.run.world.t.clock.batteryRows[0] && place[battery] >= 0
          if (!isThere || kind === PlaceKind.courier || kind === PlaceKind.gone) expect(found.has(battery)).toBe(false)
          else expect(found.get(battery)).toEqual([[kind, place[battery]]])
        }
      }),
      { numRuns: 25 },
    )
  })

  test('soh is that of the state, to a day’s fade', () => {
    const window = drawWindow(replay, 5 * dayMs, 6 * dayMs)
    const { q } = seekWorld(replay, 5 * dayMs).t.battery
    const first = Array.from({ length: window.stays.count }, (_, row) => row).filter((row) => window.stays.fromS[row] === 0)
    expect(first.length).toBeGreaterThan(100)
    for (const row of first) expect(window.stays.soh[row]).toBeCloseTo(q[window.stays.battery[row]], 6)
    for (let row = 0; row < window.stays.count; row++)
      expect(Math.abs(window.stays.soh[row] - q[window.stays.battery[row]])).toBeLessThan(0.003)
  })

  test('positions are those of places and customers', () => {
    const { stays } = drawWindow(replay, 0, dayMs)
    const places = positionsOf(city.graph, layout.places.node)
    const customers = positionsOf(city.graph, layout.customers.node)
    for (let row = 0; row < stays.count; row++) {
      const expected = stays.placeKind[row] === PlaceKind.customer ? customers : places
      expect([stays.lonLat[2 * row], stays.lonLat[2 * row + 1]]).toEqual([
        expected[2 * stays.holder[row]],
        expected[2 * stays.holder[row] + 1],
      ])
    }
  })

  test('a journal that is full is taken over by a re-run: the same windows', () => {
    const short = live({ moveLimit: 1500 })
    expect(short.journal.endsMs).toBeLessThan(4 * dayMs)
    for (const day of [0, 4, 9]) {
      const { run: _, ...expected } = drawWindow(replay, day * dayMs, (day + 1) * dayMs)
      const { run: __, ...found } = drawWindow(short, day * dayMs, (day + 1) * dayMs)
      expect(sortStays(found)).toEqual(sortStays(expected))
      expect(found.legs).toEqual(expected.legs)
    }
  })
})

/** Stays without the columns that a mark of another day may round otherwise, in one order. */
function sortStays({ stays }: Omit<ReturnType<typeof drawWindow>, 'run'>): string[] {
  return Array.from({ length: stays.count }, (_, i) =>
    [stays.battery[i], stays.fromS[i], stays.toS[i], stays.placeKind[i], stays.holder[i]].join(),
  ).toSorted()
}

describe('ways of couriers', () => {
  const fromMs = 4 * dayMs
  let window: ReturnType<typeof drawWindow>
  beforeAll(() => {
    window = drawWindow(replay, fromMs, fromMs + dayMs)
  })

  const rowsOf = (courier: number): number[] =>
    Array.from({ length: window.legs.count }, (_, row) => row).filter((row) => window.legs.courier[row] === courier)
  const endOf = (row: number): number[] => [...window.legs.lonLat.subarray(4 * row + 2, 4 * row + 4)]
  const startOf = (row: number): number[] => [...window.legs.lonLat.subarray(4 * row, 4 * row + 2)]
  const moves = (row: number): boolean => String(startOf(row)) !== String(endOf(row))

  test('are continuous in time and place while a courier is on duty, each row later than the one before', () => {
    let drives = 0
    for (let courier = 0; courier < layout.couriers.count; courier++) {
      const rows = rowsOf(courier)
      for (let i = 0; i < rows.length; i++) {
        expect(window.legs.toS[rows[i]]).toBeGreaterThanOrEqual(window.legs.fromS[rows[i]])
        if (moves(rows[i])) drives += 1
        if (i === 0) continue
        expect(startOf(rows[i])).toEqual(endOf(rows[i - 1]))
        expect(window.legs.fromS[rows[i]]).toBe(window.legs.toS[rows[i - 1]])
      }
    }
    expect(drives).toBeGreaterThan(100)
  })

  test('lie on roads: every segment is an arc of the network', () => {
    const { graph } = city
    const all = positionsOf(
      graph,
      Uint32Array.from({ length: graph.nodeCount }, (_, v) => v),
    )
    const arcs = new Set<string>()
    for (let v = 0; v < graph.nodeCount; v++)
      for (let arc = graph.firstOut[v]; arc < graph.firstOut[v + 1]; arc++)
        arcs.add([all[2 * v], all[2 * v + 1], all[2 * graph.head[arc]], all[2 * graph.head[arc] + 1]].join())
    const rows = Array.from({ length: window.legs.count }, (_, row) => row).filter(moves)
    expect(rows.filter((row) => !arcs.has([...startOf(row), ...endOf(row)].join()))).toEqual([])
  })

  test('stop where orders are: a courier stands at the door at which an order was handed over', () => {
    const { orders } = replay.journal
    const o = orders.columns
    const places = positionsOf(city.graph, layout.places.node)
    const customers = positionsOf(city.graph, layout.customers.node)
    let seen = 0
    for (let row = 0; row < orders.rows; row++) {
      const atS = (o.timeMs[row] - fromMs) / 1000
      if (o.event[row] !== 3 || o.courier[row] < 0 || atS < 1 || atS > 86_399) continue
      const leg = rowsOf(o.courier[row]).find((r) => window.legs.fromS[r] < atS - 0.5 && window.legs.toS[r] > atS - 0.5)
      const door =
        o.customer[row] >= 0
          ? customers.subarray(2 * o.customer[row], 2 * o.customer[row] + 2)
          : places.subarray(2 * o.place[row], 2 * o.place[row] + 2)
      expect(leg).toBeDefined()
      expect(endOf(leg!)).toEqual([...door])
      seen += 1
    }
    expect(seen).toBeGreaterThan(5)
  })
})
