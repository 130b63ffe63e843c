import { expect, test } from 'vitest'
import { stableId } from '../sim/random/index.ts'
import { createBatteryNames, listStartNames, nameOfBattery } from './battery-names.ts'
import { BatteryStatus } from './kinds.ts'
import { createSensors, defaultSensors, senseFleet } from './sensors.ts'
import { socFracAt } from './soc-at.ts'
import { createFixtureWorld, runWorld } from './world-fixture.ts'

test('every battery has the name that its luck goes by, bought and rebuilt ones too', () => {
  const { w } = createFixtureWorld()
  const start = [...listStartNames(w.layout.spec, w.layout.customers)]
  expect(start).toHaveLength(w.t.clock.batteryRows[0])
  const names = createBatteryNames(w.layout)
  runWorld(w)
  const rows = w.t.clock.batteryRows[0]
  const ids = Array.from({ length: rows }, (_, row) => stableId(nameOfBattery(names, w, row)))
  expect(ids).toEqual([...w.t.battery.stableId.subarray(0, rows)])
})

test('terminals report what is there, with the stated noise, the same whoever asks and when', () => {
  const { w } = createFixtureWorld()
  const exact = { ...defaultSensors, socSdFrac: 0, tempSdK: 0 }
  const lines = senseFleet(createSensors(w.layout, exact), w, 0).trimEnd().split('\r\n')
  const rows = Array.from({ length: w.t.clock.batteryRows[0] }, (_, row) => row).filter(
    (row) => w.t.terminal.isValid[w.t.battery.terminal[row]] === 1,
  )
  expect(lines).toHaveLength(rows.length)
  lines.forEach((line, at) => {
    const fields = line.split(',')
    expect(fields).toHaveLength(12)
    expect(Number(fields[5])).toBeCloseTo(socFracAt(w, rows[at], 0), 3)
    expect(Number(fields[6])).toBeCloseTo(w.t.battery.q[rows[at]], 4)
    expect(Date.parse(fields[4]) - Date.parse(fields[3])).toBeGreaterThanOrEqual(0)
  })
  const sensed = () => senseFleet(createSensors(w.layout), w, 900_000)
  expect(sensed()).toBe(sensed())
  const noisy = sensed().trimEnd().split('\r\n')
  const errors = noisy.map((line, at) => Number(line.split(',')[5]) - socFracAt(w, rows[at], 900_000)).filter((error) => error !== 0)
  const sd = Math.sqrt(errors.reduce((sum, error) => sum + error * error, 0) / errors.length)
  expect(sd).toBeGreaterThan(0.003)
  expect(sd).toBeLessThan(0.02)
})

test('a terminal that has failed says nothing', () => {
  const { w } = createFixtureWorld()
  const count = () => senseFleet(createSensors(w.layout), w, 0).split('\r\n').length
  const before = count()
  w.t.terminal.isValid[w.t.battery.terminal[3]] = 0
  expect(count()).toBe(before - 1)
  expect(w.t.battery.status[3]).not.toBe(BatteryStatus.gone)
})
