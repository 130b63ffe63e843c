import { describe, expect, test } from 'vitest'
import { isSpan, readSpan } from './index.ts'

const sound = {
  format: 'voltwin-span',
  version: 1,
  name: 'two',
  seed: 1,
  scenario: 'baseline',
  cities: { Bren: { generated: 2, share: 0.75 }, Aldern: { extract: 'aldern.osm.pbf', grid: 'people.csv', share: 0.25 } },
}

/** Code, place and value of each problem of the sound file with other keys. */
function problemsOf(keys: object): string[][] {
  const { value, problems } = readSpan(JSON.stringify({ ...sound, ...keys }))
  expect(value === null).toBe(problems.length > 0)
  for (const { remedy } of problems) expect(remedy).not.toBe('')
  return problems.map(({ code, place, value: found }) => [code, place, found])
}

const problemsOfCities = (cities: object) => problemsOf({ cities })

describe('a span’s file', () => {
  test('is read with its cities in the order of their names', () => {
    const { value, problems } = readSpan(JSON.stringify({ ...sound, overrides: { days: 30 } }))
    expect(problems).toEqual([])
    expect(value).toEqual({
      name: 'two',
      description: '',
      seed: 1,
      scenario: 'baseline',
      overrides: { days: 30 },
      cities: [
        { name: 'Aldern', place: { kind: 'extract', extract: 'aldern.osm.pbf', grid: 'people.csv' }, share: 0.25, overrides: {} },
        { name: 'Bren', place: { kind: 'generated', seed: 2 }, share: 0.75, overrides: {} },
      ],
    })
  })

  test('is told from a scenario’s by its format', () => {
    expect([isSpan(JSON.stringify(sound)), isSpan('{"format":"voltwin-scenario"}'), isSpan('{'), isSpan('[]')]).toEqual([
      true,
      false,
      false,
      false,
    ])
  })

  test('that is none, of a newer version, or broken is refused', () => {
    expect(problemsOf({ format: 'voltwin-scenario' })[0].slice(0, 2)).toEqual(['wrong-format', 'format'])
    expect(problemsOf({ version: 2 })[0].slice(0, 2)).toEqual(['newer-version', 'version'])
    expect(readSpan('[]').problems[0].code).toBe('wrong-type')
    expect(readSpan('{ "format": }').problems[0]).toMatchObject({ code: 'broken-json', place: 'line 1, column 13' })
  })

  test('names every key that nobody reads, with what was likely meant', () => {
    expect(problemsOf({ citys: {} })).toEqual([['unknown-key', 'citys', '{}']])
    expect(problemsOfCities({ Aldern: { generatd: 1, generated: 1 } })).toEqual([['unknown-key', 'cities.Aldern.generatd', '1']])
    expect(problemsOfCities({ Aldern: { generated: 1, overrides: { boxs: {} } } })[0].slice(0, 2)).toEqual([
      'unknown-key',
      'cities.Aldern.overrides → boxs',
    ])
  })

  test('with shares that do not add up to 1, or of some cities only, is refused', () => {
    expect(problemsOfCities({ A: { generated: 1, share: 0.5 }, B: { generated: 2, share: 0.4 } })).toEqual([
      ['shares-not-1', 'cities', '0.9'],
    ])
    expect(problemsOfCities({ A: { generated: 1, share: 0.5 }, B: { generated: 2 } })).toEqual([['missing-key', 'cities.B.share', '']])
    expect(problemsOfCities({ A: { generated: 1, share: 0 }, B: { generated: 2, share: 1 } })).toEqual([
      ['out-of-range', 'cities.A.share', '0'],
    ])
    const tenths = Object.fromEntries(Array.from('abcdefghij', (name, i) => [name, { generated: i, share: 0.1 }]))
    expect(problemsOfCities(tenths)).toEqual([])
  })

  test('with names that are equal, or alike, is refused', () => {
    const twice = JSON.stringify(sound).replace('"Bren"', '"Aldern"')
    expect(readSpan(twice).problems[0]).toMatchObject({ code: 'duplicate-key', remedy: expect.stringContaining('Aldern') })
    expect(problemsOfCities({ aldern: { generated: 1 }, 'Aldern ': { generated: 2 } })).toEqual([
      ['same-name', 'cities.aldern', '"aldern"'],
    ])
    expect(problemsOfCities({ ' ': { generated: 1 } })).toEqual([['bad-name', 'cities. ', '" "']])
  })

  test('with values that cannot be is refused, each with its place', () => {
    expect(problemsOf({ seed: -1, name: '', scenario: 3, description: 4 })).toEqual([
      ['wrong-type', 'name', '""'],
      ['wrong-type', 'description', '4'],
      ['out-of-range', 'seed', '-1'],
      ['wrong-type', 'scenario', '3'],
    ])
    expect(problemsOfCities({})).toEqual([['wrong-type', 'cities', '{}']])
    expect(problemsOfCities({ A: { generated: 1, extract: 'a.osm.pbf' } })).toEqual([['two-places', 'cities.A', '"a.osm.pbf"']])
    expect(problemsOfCities({ A: {} })).toEqual([['missing-key', 'cities.A.generated', '']])
    expect(problemsOfCities({ A: { generated: 0.5 } })).toEqual([['out-of-range', 'cities.A.generated', '0.5']])
    expect(problemsOfCities({ A: { generated: 1, grid: 'g.csv' } })).toEqual([['grid-without-city', 'cities.A.grid', '"g.csv"']])
    expect(problemsOfCities({ A: { extract: '' } })).toEqual([['wrong-type', 'cities.A.extract', '""']])
    expect(problemsOfCities({ A: 1 })).toEqual([['wrong-type', 'cities.A', '1']])
  })

  test('leaves luck and length to the span', () => {
    const overrides = { seed: 2, days: 3, startDate: '2027-01-02', name: 'x' }
    expect(problemsOfCities({ A: { generated: 1, overrides } }).map(([code, place]) => [code, place])).toEqual([
      ['not-variable', 'cities.A.overrides.name'],
      ['not-variable', 'cities.A.overrides.seed'],
      ['not-variable', 'cities.A.overrides.days'],
      ['not-variable', 'cities.A.overrides.startDate'],
    ])
    expect(problemsOf({ overrides: { seed: 2 } })).toEqual([['not-variable', 'overrides.seed', '2']])
  })
})
