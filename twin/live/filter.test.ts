import { describe, expect, test } from 'vitest'
import { AlarmKind, alarmsAt, createAlarmTrack, judgeReadings } from './alarms.ts'
import { isAcknowledged } from './acts.ts'
import { alignBeginnings } from './align.ts'
import { changeSettings } from './fleet.ts'
import { metresBetween, Verdict } from './filter.ts'
import {
  addReading,
  assimilate,
  createLiveFleet,
  createReadings,
  curveOf,
  defaultLiveSettings,
  forecastBattery,
  hashLive,
  listAlarms,
  meanUse,
  takeAct,
  type Reading,
} from './live-fixture.ts'

const base = Date.UTC(2023, 9, 12)
const minute = 60_000
const settings = { ...defaultLiveSettings, ratedEnergyWh: 500 }

function live(readings: readonly Omit<Reading, 'battery'>[], own = settings) {
  const store = createReadings()
  const fleet = createLiveFleet(store, own)
  assimilate(
    fleet,
    Int32Array.from(readings, (reading) => addReading(store, { battery: 'a', ...reading })),
  )
  return fleet
}

const at = (minutes: number, more: Partial<Reading>) => ({ timeMs: base + minutes * minute, ...more })

describe('measured and predicted charge', () => {
  test('a power that is measured takes its energy out', () => {
    const { filter } = live([at(0, { socFrac: 0.8 }), at(60, { powerW: 100 })])
    expect(filter.prior[1]).toBeCloseTo(0.6, 6)
    // Charging puts it in, and a worn battery holds less.
    const charged = live([at(0, { socFrac: 0.2 }), at(60, { powerW: -100, sohFrac: 0.8 })])
    expect(charged.filter.prior[1]).toBeCloseTo(0.45, 6)
  })

  test('without a power, a way takes energy by the kilometre; a jump of the position takes none', () => {
    const there = { lonDeg: -6.26, latDeg: 53.39 }
    const kmNorth = { lonDeg: -6.26, latDeg: 53.39 + 1 / 111.195 }
    const { filter, readings } = live([at(0, { socFrac: 0.8, ...there }), at(4, kmNorth), at(4.01, there)])
    expect(metresBetween(readings.columns, 0, 1)).toBeCloseTo(1000, 3)
    expect(0.8 - filter.prior[1]).toBeCloseTo(18 / 500, 5)
    expect(filter.prior[2]).toBeCloseTo(filter.prior[1], 6)
  })

  test('a measurement pulls the estimate by its weight: the scalar Kalman gain', () => {
    const { filter } = live([at(0, { socFrac: 0.8 }), at(60, { socFrac: 0.78 })])
    const noise = settings.socSdFrac ** 2
    const prior = noise + settings.driftSdFracPerHour ** 2
    const gain = prior / (prior + noise)
    expect(filter.level[1]).toBeCloseTo(0.8 + gain * (0.78 - 0.8), 6)
    expect(filter.variance[1]).toBeCloseTo((1 - gain) * prior, 9)
    expect(filter.verdict[1]).toBe(Verdict.taken)
  })

  test('an outlier of 36 points is refused and shown; what follows is taken again', () => {
    const readings = [0.9, 0.9, 0.54, 0.9, 0.89].map((socFrac, i) => at(i / 20, { socFrac }))
    const fleet = live(readings)
    expect([...fleet.filter.verdict.subarray(0, 5)]).toEqual([Verdict.first, Verdict.taken, Verdict.refused, Verdict.taken, Verdict.taken])
    expect(fleet.filter.level[4]).toBeCloseTo(0.895, 2)
    expect(listAlarms(fleet, base + minute).map(({ kind }) => kind)).toEqual([AlarmKind.divergence])
    expect(listAlarms(fleet, base + minute)[0].value).toBeCloseTo(-0.36, 2)
  })

  test('a level that stays is a jump: a swap to a full battery', () => {
    const { filter } = live([0.2, 0.2, 0.97, 0.97, 0.97, 0.96].map((socFrac, i) => at(i / 20, { socFrac })))
    expect([...filter.verdict.subarray(2, 6)]).toEqual([Verdict.refused, Verdict.refused, Verdict.jump, Verdict.taken])
    expect(filter.level[5]).toBeCloseTo(0.965, 2)
  })

  test('after a long silence any level is believed', () => {
    const { filter } = live([at(0, { socFrac: 0.9 }), at(7 * 24 * 60, { socFrac: 0.4 })])
    expect(filter.verdict[1]).toBe(Verdict.taken)
    expect(filter.level[1]).toBeCloseTo(0.4, 1)
  })

  test('a curve keeps what was refused and leaves gaps open', () => {
    const readings = Array.from({ length: 2000 }, (_, i) => at(i / 20, { socFrac: i === 777 ? 0.2 : 0.9 }))
    const curve = curveOf(live([...readings, at(400, { socFrac: 0.8 })]), 0, base, base + 1e9, 100)
    expect(curve.timeMs.length).toBeLessThan(120)
    expect([...curve.verdict]).toContain(Verdict.refused)
    expect([...curve.measuredFrac].filter(Number.isNaN)).toHaveLength(1)
  })
})

describe('alarms', () => {
  const track = (readings: readonly Omit<Reading, 'battery'>[]) => {
    const { readings: store, filter, batteries } = live(readings)
    const alarms = createAlarmTrack()
    judgeReadings(alarms, store.columns, filter, batteries[0].ordered.held, 0, settings)
    return alarms
  }

  test('silence begins an hour after the last reading, lasts while the clock says so, and ends with the next', () => {
    const alarms = track([at(0, {}), at(30, {}), at(200, {})])
    const told = (minutes: number, last: number) => alarmsAt(alarms, base + last * minute, base + minutes * minute, settings)
    expect(told(80, 30)).toEqual([])
    expect(told(100, 30)).toEqual([{ kind: AlarmKind.silence, fromMs: base + 90 * minute, toMs: Infinity, value: 70 * minute }])
    expect(told(210, 200)).toEqual([
      { kind: AlarmKind.silence, fromMs: base + 90 * minute, toMs: base + 200 * minute, value: 170 * minute },
    ])
  })

  test('temperature lasts from the first reading beyond a limit to the first within, with the furthest value', () => {
    const alarms = track([20, 46, 51, 47, 44, -11].map((tempDegC, i) => at(i, { tempDegC })))
    expect(alarms.episodes).toEqual([
      { kind: AlarmKind.temperature, fromMs: base + minute, toMs: base + 4 * minute, value: 51 },
      { kind: AlarmKind.temperature, fromMs: base + 5 * minute, toMs: Infinity, value: -11 },
    ])
  })

  test('an act means the alarm that had begun by then, not the next', () => {
    const fleet = live([at(0, { tempDegC: 50 }), at(10, { tempDegC: 20 }), at(20, { tempDegC: 50 })])
    const act = { issuer: 'me', sequence: 1, kind: 'acknowledge', battery: 'a', alarm: AlarmKind.temperature } as const
    takeAct(fleet, { ...act, timeMs: base + 15 * minute, knownMs: base + 15 * minute })
    const { episodes } = fleet.batteries[0].alarms
    expect(episodes.map((episode) => isAcknowledged(fleet.acts, 'a', episodes, episode, base + 30 * minute))).toEqual([true, false])
    expect(isAcknowledged(fleet.acts, 'a', episodes, episodes[0], base + 12 * minute)).toBe(false)
    expect(listAlarms(fleet, base + 30 * minute).map(({ isSeen }) => isSeen)).toEqual([false])
  })
})

test('a forecast goes on with the use of the last day, ever less surely', () => {
  const fleet = live(Array.from({ length: 11 }, (_, i) => at(i * 60, { socFrac: 0.9 - i * 0.02 })))
  const watermark = base + 600 * minute
  const use = meanUse(fleet, 0, watermark)
  expect(use * 60 * minute).toBeCloseTo(0.02, 2)
  const [soon, later] = [1, 10].map((hours) => forecastBattery(fleet, 0, watermark, watermark + hours * 60 * minute, use))
  const level = fleet.filter.level[10]
  expect(soon.socFrac).toBeCloseTo(level - use * 60 * minute, 9)
  expect(later.socFrac).toBeCloseTo(level - use * 600 * minute, 9)
  expect(later.sdFrac).toBeGreaterThan(soon.sdFrac)
  expect(soon.emptyMs).toBeCloseTo(watermark + (level - 0.1) / use, 0)
})

test('other settings give what a fleet would have that had them from the start', () => {
  const readings = [0.9, 0.88, 0.5, 0.5, 0.49].map((socFrac, i) => at(i, { socFrac, tempDegC: 30 + i }))
  const strict = { ...settings, gateSd: 20, hotDegC: 31 }
  const fleet = live(readings)
  changeSettings(fleet, strict)
  const anew = live(readings, strict)
  expect(hashLive(fleet)).toBe(hashLive(anew))
  expect(fleet.batteries[0].alarms.episodes).toEqual(anew.batteries[0].alarms.episodes)
})

test('beginnings are laid upon each other, distances stay', () => {
  const store = createReadings()
  for (const [battery, hour] of [
    ['b', 30],
    ['a', 5],
    ['a', 6],
    ['b', 33],
  ] as const)
    addReading(store, { battery, timeMs: base + hour * 60 * minute })
  alignBeginnings(store)
  expect([...store.columns.timeMs.subarray(0, 4)].map((ms) => (ms - base) / 60 / minute)).toEqual([5, 5, 6, 8])
  expect(store.columns.knownMs.subarray(0, 4)).toEqual(store.columns.timeMs.subarray(0, 4))
})
