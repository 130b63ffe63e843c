import { describe, expect, it } from 'vitest'
import { fixtureSpec } from '../world-fixture.ts'
import { hourMs, layOutDays } from './days.ts'
import { ambientDegC, layOutWeather, meanAmbientDegC } from './weather.ts'

const spec = { ...fixtureSpec.weather, meanDegC: 10, yearAmplitudeDegC: 9, dayAmplitudeDegC: 4 }
const days = layOutDays(fixtureSpec.calendar, 400)
const heat = { fromDay: 20, days: 14, deltaDegC: 10, demandFactor: 1.2, faultFactor: 2 }

describe('weather', () => {
  it('is warmest on the hottest day and coldest half a year later', () => {
    expect(meanAmbientDegC(spec, 200)).toBeCloseTo(19, 9)
    expect(meanAmbientDegC(spec, 200 - 365.25 / 2)).toBeCloseTo(1, 9)
    const { meanDegC } = layOutWeather(spec, days, 366)
    expect(meanDegC.indexOf(Math.max(...meanDegC))).toBe(200)
    expect(meanDegC.slice(0, 365).reduce((a, b) => a + b, 0) / 365).toBeCloseTo(10, 1)
  })

  it('is warmest at the hottest hour, and the hours of a day add up to its mean', () => {
    const weather = layOutWeather(spec, days, 10)
    expect(weather.hourDegC.subarray(72, 96).reduce((a, b) => a + b, 0) / 24).toBeCloseTo(weather.meanDegC[3], 9)
    const hours = Array.from({ length: 24 }, (_, h) => ambientDegC(weather, 3, days.startMs[3] + h * hourMs))
    expect([14, 15]).toContain(hours.indexOf(Math.max(...hours)))
    expect(hours.reduce((a, b) => a + b, 0) / 24).toBeCloseTo(weather.meanDegC[3], 9)
  })

  it('adds episodes on their days, and multiplies where they overlap', () => {
    const plain = layOutWeather(spec, days, 60)
    const weather = layOutWeather({ ...spec, episodes: [heat, { ...heat, fromDay: 30, days: 2 }] }, days, 60)
    const delta = (day: number) => weather.meanDegC[day] - plain.meanDegC[day]
    expect([19, 20, 29, 30, 31, 32, 33, 34].map((day) => Math.round(delta(day)))).toEqual([0, 10, 10, 20, 20, 10, 10, 0])
    expect([19, 20, 30].map((day) => weather.demandFactor[day])).toEqual([1, 1.2, 1.44])
    expect([19, 20, 30].map((day) => weather.faultFactor[day])).toEqual([1, 2, 4])
    expect(weather.maxFaultFactor).toBe(4)
  })

  it('cuts episodes at the run’s ends', () => {
    const weather = layOutWeather(
      {
        ...spec,
        episodes: [
          { ...heat, fromDay: -5, days: 7 },
          { ...heat, fromDay: 9, days: 50 },
        ],
      },
      days,
      10,
    )
    expect(Array.from(weather.faultFactor)).toEqual([2, 2, 1, 1, 1, 1, 1, 1, 1, 2])
    expect(layOutWeather({ ...spec, episodes: [{ ...heat, faultFactor: 0.5, fromDay: 0 }] }, days, 5).maxFaultFactor).toBe(1)
  })

  it('knows a temperature at every moment of a day of 25 hours', () => {
    const weather = layOutWeather(spec, days, 10)
    expect(ambientDegC(weather, 2, days.startMs[2] + 24.5 * hourMs)).toBe(ambientDegC(weather, 2, days.startMs[2] + 23.5 * hourMs))
  })
})
