import { describe, expect, it } from 'vitest'
import type { TextRows } from '../../data/columns/index.ts'
import { createSurvey, generateCity, layOut } from '../../twin/index.ts'
import type { OwnData } from '../../twin/index.ts'
import { loadScenario, resolveLibrary } from '../index.ts'
import type { JsonObject } from '../index.ts'
import { kindOfOwnTable, readOwnData, weatherTemplate } from './index.ts'

const city = generateCity()
const survey = createSurvey(city)
const load = (overrides: JsonObject) => loadScenario(resolveLibrary('baseline')!, { resolve: resolveLibrary, overrides }).value!.spec
const spec = load({ days: 3, startDate: '2027-03-01' })

/** A plain table of semicolons: a comma within a field is a decimal one. */
function rowsOf(text: string): TextRows {
  const [head, ...lines] = text.trim().split('\n')
  const rows = lines.map((line) => line.split(';'))
  return {
    header: head.split(';'),
    rows: rows.length,
    lines: Int32Array.from(rows, (_, i) => i + 2),
    fieldAt: (row, column) => rows[row][column],
    numbersOf: (column) => Float64Array.from(rows, (fields) => (fields[column] === '' ? NaN : Number(fields[column].replace(',', '.')))),
  }
}

const read = (text: string, of = spec) =>
  readOwnData({ customers: null, batteries: null, weather: { table: rowsOf(text), name: 'weather.csv' } }, of, survey)
const codes = (text: string, of = spec) => read(text, of).problems.map(({ code, value }) => [code, value])

const two = (n: number): string => String(n).padStart(2, '0')
/** Hours of the first days of March, h°C in hour h. */
const hours = (days: number, zone = '', from = 1): string[] =>
  Array.from({ length: 24 * days }, (_, h) => `2027-03-${two(from + Math.floor(h / 24))} ${two(h % 24)}:00${zone};${h % 24}`)
const head = 'time;tempDegC'
const table = (lines: readonly string[], header = head): string => [header, ...lines].join('\n')

describe('a weather file', () => {
  it('of hours of the run’s days is its weather', () => {
    const { value, problems } = read(table(hours(3)))
    expect(problems).toEqual([])
    const { weather } = layOut(spec, city, survey, value!)
    expect([...weather.hourDegC.subarray(24, 48)]).toEqual(Array.from({ length: 24 }, (_, h) => h))
    expect(weather.meanDegC[1]).toBe(11.5)
  })

  it('in UTC is an hour behind the clock of Berlin, and may lack its first hour', () => {
    const { value, problems } = read(table(hours(4, 'Z', 1)))
    expect(problems).toEqual([])
    expect([...value!.weather!.hourDegC.subarray(24, 29)]).toEqual([23, 0, 1, 2, 3])
    expect(value!.weather!.hourDegC[0]).toBe(0)
  })

  it('of days gets the scenario’s wave over the day, with the day’s mean', () => {
    const { value, problems } = read(
      table(['01.03.2027;5,5', '02.03.2027;6', '03.03.2027;-1,25'], 'Datum;Temperatur (°C)').replace('Temperatur (°C)', 'TEMP'),
    )
    expect(problems).toEqual([])
    const { weather } = layOut(spec, city, survey, value!)
    expect([...weather.meanDegC.subarray(0, 3)].map((t) => Math.round(t * 1e6) / 1e6)).toEqual([5.5, 6, -1.25])
    expect(weather.hourDegC[15] - weather.hourDegC[3]).toBeGreaterThan(5)
  })

  it('as a weather service writes it: compact stamps in UTC, every three hours, bridged by lines', () => {
    const lines = hours(4).flatMap((line, i) => (i % 3 === 0 ? [line.replace(/[- ]|:00/g, '')] : []))
    expect(lines[1]).toBe('2027030103;3')
    const { value, problems } = read(table(lines, 'MESS_DATUM;TT_TU'))
    expect(problems).toEqual([])
    expect(value!.weather!.hourDegC[1 + 4]).toBeCloseTo(4, 9)
  })

  it('of another year stands for every year, with a 29 February of its own or the day before', () => {
    const days = Array.from({ length: 365 }, (_, d) => `${new Date(Date.UTC(2023, 0, 1 + d)).toISOString().slice(0, 10)};${d / 10}`)
    const leap = load({ days: 40, startDate: '2028-02-01' })
    const { value, problems } = read(table(days), leap)
    expect(problems).toEqual([])
    const { meanDegC } = layOut(leap, city, survey, value!).weather
    const mean = (day: number) => Math.round(meanDegC[day] * 1e6) / 1e6
    // 28 and 29 February, 1 March.
    expect([mean(27), mean(28), mean(29)]).toEqual([5.8, 5.8, 5.9])
  })

  it('takes episodes on top, and leaves the past before the run to a whole year of its own', () => {
    const heat = load({ days: 3, startDate: '2027-03-01', weather: { episodes: { heat: { fromDay: 1, days: 1, deltaDegC: 7 } } } })
    const { weather } = layOut(heat, city, survey, read(table(hours(3)), heat).value!)
    expect([weather.hourDegC[0], weather.hourDegC[24], weather.hourDegC[48]]).toEqual([0, 7, 0])
    const typical = layOut(heat, city, survey).weather.monthHourDegC
    expect([...weather.monthHourDegC]).toEqual([...typical])
    const cold = Array.from({ length: 365 }, (_, d) => `${new Date(Date.UTC(2023, 0, 1 + d)).toISOString().slice(0, 10)};-7`)
    const months = layOut(heat, city, survey, read(table(cold), heat).value!).weather.monthHourDegC
    expect(months.reduce((a, b) => a + b, 0) / months.length).toBeCloseTo(-7, 6)
  })

  it('is part of a run’s name', () => {
    const hash = (text: string): OwnData['hash'] => read(text).value!.hash
    expect(hash(table(hours(3)))).toBe(hash(table(hours(3).toReversed())))
    expect(hash(table(hours(3)))).not.toBe(hash(table(hours(3).map((line) => line.replace(';5', ';6')))))
  })

  it('has a template, the typical year, which gives the typical weather again', () => {
    const text = weatherTemplate(spec).replaceAll(',', ';').replaceAll('\r', '')
    const { value, problems } = read(text)
    expect(problems).toEqual([])
    const [own, typical] = [layOut(spec, city, survey, value!).weather, layOut(spec, city, survey).weather]
    for (let i = 0; i < 72; i++) expect(Math.abs(own.hourDegC[i] - typical.hourDegC[i])).toBeLessThan(0.051)
    expect(kindOfOwnTable(['time', 'tempDegC'])).toBe('weather')
    expect(kindOfOwnTable(['time', 'price'])).toBeNull()
  })
})

describe('bad weather', () => {
  it.each([
    ['Fahrenheit by its numbers', table(hours(3).map((line, i) => line.replace(/;.*/, `;${50 + (i % 7)}`))), 'wrong-unit', 'mean 52.9'],
    ['kelvin by its numbers', table(hours(3).map((line) => line.replace(/;.*/, ';281'))), 'wrong-unit', 'mean 281.0'],
    ['Fahrenheit by its name', table(hours(3), 'time;temp_f'), 'wrong-unit', 'temp_f'],
    ['kelvin by its name', table(hours(3), 'time;Temperature (K)'), 'wrong-unit', 'Temperature (K)'],
    ['no temperature', table(hours(3), 'time;rain'), 'missing-column', 'time, rain'],
    ['a few days of another year', table(hours(3)).replaceAll('2027', '2023'), 'weather-too-short', '2023-03-01 to 2023-03-03'],
    ['a run that goes on', table(hours(2)), 'weather-too-short', '2027-03-01 to 2027-03-02'],
    ['a few hours', table(hours(1).slice(8, 15)), 'no-whole-day', '7'],
    ['no rows that can be used', table(['tomorrow;3']), 'no-rows', '0'],
  ])('%s is refused', (_, text, code, value) => {
    const { value: data, problems } = read(text)
    expect(data).toBeNull()
    expect(problems.at(-1)).toMatchObject({ code, value })
    expect(problems.at(-1)!.remedy.length).toBeGreaterThan(20)
  })

  it('names the line of every row that it leaves out, and goes on with the others when asked', () => {
    const lines = hours(3)
    lines[5] = '2027-03-01 05:00;-999'
    lines[30] = '3/2/2027 06:00;6'
    lines[31] = '2027-03-02 07:00;warm'
    lines[40] = '2027-03-02 16:00;'
    lines.push('2027-03-03 12:00;13')
    const { value, problems } = read(table(lines))
    expect(problems.map(({ code, place }) => [code, place])).toEqual([
      ['absurd-temperature', 'weather.csv, line 7'],
      ['wrong-time', 'weather.csv, line 32'],
      ['wrong-temperature', 'weather.csv, line 33'],
      ['no-temperature', 'weather.csv, line 42'],
      ['double-time', 'weather.csv, line 74'],
      ['gap', 'weather.csv'],
      ['gap', 'weather.csv'],
      ['gap', 'weather.csv'],
    ])
    // Lines are drawn across the gaps.
    expect([5, 30, 31, 40].map((hour) => value!.weather!.hourDegC[hour])).toEqual([5, 6, 7, 16].map((degC) => expect.closeTo(degC, 9)))
    expect(value!.weather!.hourDegC[60]).toBe(12)
  })

  it('does not invent weather across a long gap', () => {
    const { value } = read(table(hours(3).toSpliced(30, 8)))
    expect(value).toBeNull()
    expect(codes(table(hours(3).toSpliced(30, 8)))).toEqual([
      ['gap', '2027-03-02 05:00'],
      ['long-gap', '2027-03-02 05:00'],
    ])
    expect(codes(table(['2027-03-01;1', '2027-03-05;2']))).toEqual([
      ['gap', '2027-03-01'],
      ['long-gap', '2027-03-01'],
    ])
  })

  it('takes an hour that comes twice or never at a clock change for what it is', () => {
    const spring = load({ days: 3, startDate: '2027-03-27' })
    expect(codes(table(hours(3, '', 27).filter((line) => !line.startsWith('2027-03-28 02'))), spring)).toEqual([])
    const lines = hours(3)
    expect(codes(table([...lines, '2027-03-02 02:00;4']))).toEqual([])
    expect(codes(table([...lines, '2027-03-02 02:00;4', '2027-03-02 03:00;4']))).toHaveLength(2)
  })
})
