import { describe, expect, test } from 'vitest'
import { advanceRun, advanceSensed, layOutScenario, startRun, startSensing } from '../scenarios/index.ts'
import { createSensors, defaultSensors, hashWorld, LogLevel, socFracAt } from '../twin/index.ts'
import {
  assimilate,
  createArrivals,
  createDecoder,
  createLiveFleet,
  createQuarantine,
  createReadings,
  defaultLiveSettings,
  ingest,
  viewFleet,
} from '../twin/live/index.ts'
import { loadSmall, shareCity } from './small-scenario.ts'

const hourMs = 3_600_000

async function emit(days: number) {
  const spec = loadSmall({ days })
  const { value: layout } = layOutScenario(spec, shareCity())
  const run = startRun(layout!, { level: LogLevel.facts })
  const pieces: string[] = []
  const sensed = startSensing(run, createSensors(layout!, { ...defaultSensors, everyMs: hourMs }), (text) => void pieces.push(text))
  while (advanceSensed(sensed, 5000).kind === 'running');
  return { run, pieces, layout: layout!, spec }
}

describe('telemetry that a run emits', () => {
  test('changes nothing of the run', async () => {
    const { run, layout } = await emit(2)
    const plain = startRun(layout, { level: LogLevel.facts })
    while (advanceRun(plain, 5000).kind === 'running');
    expect(hashWorld(run.world)).toBe(hashWorld(plain.world))
  })

  test('comes back as the state of the batteries that it was taken from', async () => {
    const { run, pieces, spec } = await emit(2)
    const readings = createReadings()
    const arrivals = createArrivals(readings)
    const quarantine = createQuarantine('run.csv')
    const rest = [...pieces]
    await ingest(
      { name: 'run.csv', read: async () => rest.shift() ?? null },
      createDecoder(readings, quarantine, null),
      arrivals,
      () => true,
    )
    expect(quarantine.count).toBe(0)
    // A reading an hour, from the start to the end.
    expect(readings.rows).toBeGreaterThan(48 * run.world.t.clock.batteryRows[0] * 0.9)
    const fleet = createLiveFleet(readings, { ...defaultLiveSettings, ratedEnergyWh: 1500 })
    assimilate(fleet, arrivals.take({ nowMs: () => Infinity }, readings.rows))
    const endMs = spec.calendar.startUtcMs + 48 * hourMs
    const view = viewFleet(fleet, endMs)
    const names = [...view.battery].map((id) => readings.names[id])
    const truth = new Map(names.map((name, at) => [name, view.predictedFrac[at]]))
    const { stableId } = await import('../sim/random/index.ts')
    const ids = new Map(names.map((name) => [stableId(name), name]))
    const errors = [...run.world.t.battery.stableId.subarray(0, run.world.t.clock.batteryRows[0])].flatMap((id, row) => {
      const name = ids.get(id)
      return name === undefined ? [] : [Math.abs(truth.get(name)! - socFracAt(run.world, row, run.world.t.clock.nowMs[0]))]
    })
    errors.sort((a, b) => a - b)
    expect(errors.length).toBeGreaterThan(50)
    expect(errors[Math.floor(errors.length / 2)]).toBeLessThan(0.02)
    expect(errors[Math.floor(errors.length * 0.9)]).toBeLessThan(0.1)
  })
})
