import fc from 'fast-check'
import { describe, expect, it, test } from 'vitest'
import type { TextRows } from '../../data/columns/index.ts'
import { createSurvey, DeliveryMode, generateCity, LogLevel, modeByShare } from '../../twin/index.ts'
import { advanceRun, factsOf, layOutScenario, loadScenario, resolveLibrary, startRun } from '../index.ts'
import type { JsonObject } from '../index.ts'
import { batteriesTemplate, customersTemplate, kindOfOwnTable, readOwnData } from './index.ts'

const city = generateCity()
const survey = createSurvey(city)
const load = (overrides: JsonObject = {}) => loadScenario(resolveLibrary('baseline')!, { resolve: resolveLibrary, overrides }).value!.spec
const spec = load()

/** A plain table of a text without quotes: what any reader of files gives. */
function rowsOf(text: string, separator = ','): TextRows {
  const [head, ...lines] = text.trim().split(/\r?\n/)
  const rows = lines.map((line) => line.split(separator))
  const fieldAt = (row: number, column: number) => rows[row][column]
  return {
    header: head.split(separator),
    rows: rows.length,
    lines: Int32Array.from(rows, (_, i) => i + 2),
    fieldAt,
    numbersOf: (column) => Float64Array.from(rows, (fields) => (fields[column] === '' ? Number.NaN : Number(fields[column]))),
  }
}

const customersOf = (text: string) =>
  readOwnData({ customers: { table: rowsOf(text), name: 'customers.csv' }, batteries: null }, spec, survey)
const batteriesOf = (text: string) =>
  readOwnData({ customers: null, batteries: { table: rowsOf(text), name: 'batteries.csv' } }, spec, survey)
const [lat, lon] = [city.graph.latDeg[500], city.graph.lonDeg[500]]
const segmentAt = (id: string) => spec.segments.findIndex((s) => s.id === id)

describe('own customers', () => {
  it('are read under any usual column name, with what is empty left to the scenario', () => {
    const { value, problems } = customersOf(
      `Latitude,LNG,Battery type,Packs,Mode,Id\n${lat},${lon},scooter-1500,3,locker,anna\n${lat},${lon},Tool-100,,,bo\n`,
    )
    expect(problems).toEqual([])
    expect(value!.customers).toMatchObject({ count: 2, name: ['anna', 'bo'] })
    expect([...value!.customers!.packs]).toEqual([3, 1])
    expect([...value!.customers!.mode]).toEqual([DeliveryMode.box, modeByShare])
    expect([...value!.customers!.segment]).toEqual([segmentAt('scooters'), segmentAt('tools')])
  })

  it('rows that cannot be used are left out, each with line, value and remedy; the others stay', () => {
    const { value, problems } = customersOf(
      [
        'name,lat,lon,product,count,mode',
        `good,${lat},${lon},scooter-1500,2,box`,
        `swapped,${lon},${lat},scooter-1500,2,box`,
        `far,0,0,scooter-1500,2,box`,
        `none,,${lon},scooter-1500,2,box`,
        `what,${lat},${lon},scooter-150,2,box`,
        `half,${lat},${lon},scooter-1500,1.5,box`,
        `how,${lat},${lon},scooter-1500,2,drone`,
        `good,${lat},${lon},scooter-1500,2,box`,
      ].join('\n'),
    )
    expect(value!.customers!.name).toEqual(['good'])
    expect(problems.map(({ code, place }) => [code, place])).toEqual([
      ['swapped-position', 'customers.csv, line 3'],
      ['outside-city', 'customers.csv, line 4'],
      ['no-position', 'customers.csv, line 5'],
      ['unknown-product', 'customers.csv, line 6'],
      ['wrong-count', 'customers.csv, line 7'],
      ['unknown-mode', 'customers.csv, line 8'],
      ['double-name', 'customers.csv, line 9'],
    ])
    expect(problems[3].remedy).toContain('scooter-1500')
  })

  it('a file without a position, and one without a good row, give no value', () => {
    expect(customersOf('name,product\na,scooter-1500\n')).toMatchObject({
      value: null,
      problems: [{ code: 'missing-column' }, { code: 'missing-column' }],
    })
    const { value, problems } = customersOf('lat,lon,product\n0,0,scooter-1500\n')
    expect(value).toBeNull()
    expect(problems.at(-1)!.code).toBe('no-rows')
  })

  it('many rows with one problem are counted, and more than the limit are refused', () => {
    const many = customersOf(`lat,lon,product\n${Array.from({ length: 50 }, () => '0,0,scooter-1500').join('\n')}\n`)
    expect(many.problems.filter(({ code }) => code === 'outside-city')).toHaveLength(21)
    expect(many.problems.find(({ value }) => value === '30 more rows')).toBeDefined()
    const packs = `lat,lon,product,count\n${Array.from({ length: 300 }, () => `${lat},${lon},scooter-1500,1000`).join('\n')}\n`
    expect(customersOf(packs)).toMatchObject({ value: null, problems: [{ code: 'too-many-batteries', place: 'limits.batteries' }] })
  })

  it('take the place of the drawn ones of their segment and leave the others as they are', () => {
    const { value } = customersOf(
      `name,lat,lon,product,count,mode\nanna,${lat},${lon},scooter-1500,3,box\nbo,${lat},${lon},scooter-1500,1,pickUp\n`,
    )
    const drawn = layOutScenario(spec, city, survey).value!
    const { customers, spec: own } = layOutScenario(spec, city, survey, value!).value!
    const s = segmentAt('scooters')
    expect(own.segments[s]).toMatchObject({
      customers: 2,
      packsPerCustomer: 2,
      modeShares: { box: 0.75, pickUp: 0.25, delivery: 0, fullMaintenance: 0 },
    })
    expect([...customers.packs.subarray(customers.segmentFrom[s], customers.segmentFrom[s + 1])]).toEqual([3, 1])
    const e = segmentAt('ebikes')
    const of = ({ segmentFrom, node }: typeof customers) => node.subarray(segmentFrom[e], segmentFrom[e + 1])
    expect(of(customers)).toEqual(of(drawn.customers))
  })

  it('a customer’s luck follows its name, not its row', () => {
    const row = (name: string) => `${name},${lat},${lon},scooter-1500,2,box`
    const read = (...names: string[]) => customersOf(`name,lat,lon,product,count,mode\n${names.map(row).join('\n')}\n`).value!
    const use = (own: ReturnType<typeof read>, at: number) => {
      const { customers } = layOutScenario(spec, city, survey, own).value!
      return customers.useFactor[customers.segmentFrom[segmentAt('scooters')] + at]
    }
    expect(use(read('anna', 'bo'), 1)).toBe(use(read('bo'), 0))
    expect(use(read('anna', 'bo'), 0)).not.toBe(use(read('bo'), 0))
  })
})

describe('own batteries', () => {
  it('are read with age, health or both, and a count', () => {
    const { value, problems } = batteriesOf('product,age,soh %,count\nscooter-1500,400,,2\nhome-5000,,91.5,\n')
    expect(problems).toEqual([])
    expect(value!.batteries!.count).toBe(3)
    expect([...value!.batteries!.ageDays]).toEqual([400, 400, Number.NaN])
    expect([...value!.batteries!.sohFrac]).toEqual([Number.NaN, Number.NaN, 0.915])
  })

  it('rows that cannot be used are problems', () => {
    const { value, problems } = batteriesOf(
      'product,ageDays,sohFrac\nnone,1,\nscooter-1500,,\nscooter-1500,-1,\nscooter-1500,,95\nscooter-1500,10,0.9\n',
    )
    expect(value!.batteries!.count).toBe(1)
    expect(problems.map(({ code }) => code)).toEqual(['unknown-product', 'no-age', 'wrong-age', 'wrong-soh'])
    expect(batteriesOf('product\nscooter-1500\n')).toMatchObject({ value: null, problems: [{ code: 'missing-column' }] })
  })

  it('are dealt to customers in their order, then to spares', () => {
    const own = batteriesOf('product,ageDays,count\nhome-5000,1000,2\nhome-5000,50,1\n').value!
    const { known } = layOutScenario(spec, city, survey, own).value!
    expect([...known.keys()]).toEqual(['homes/1/1', 'homes/1/2', 'homes/2/1'])
    expect(known.get('homes/2/1')!.ageDays).toBe(50)
    const homes = spec.segments[segmentAt('homes')]
    const more = batteriesOf(`product,ageDays,count\nhome-5000,7,${homes.customers * homes.packsPerCustomer + 1}\n`).value!
    expect([...layOutScenario(spec, city, survey, more).value!.known.keys()].at(-1)).toBe('home-5000/spare/1')
  })
})

describe('templates', () => {
  it('can be read back as they are', () => {
    expect(customersOf(customersTemplate(spec, city))).toMatchObject({
      problems: [],
      value: { customers: { count: spec.segments.length } },
    })
    expect(batteriesOf(batteriesTemplate(spec))).toMatchObject({ problems: [], value: { batteries: { count: 10 * spec.products.length } } })
  })
})

describe('a run on own data', () => {
  it('balances every day, whatever the customers rent and however they are served', () => {
    const small = load({ days: 6 })
    const one = fc.record({
      product: fc.constantFrom(...small.products.map(({ id }) => id)),
      packs: fc.integer({ min: 1, max: 25 }),
      mode: fc.constantFrom('', 'box', 'pickUp', 'delivery', 'fullMaintenance'),
      node: fc.integer({ min: 0, max: city.graph.nodeCount - 1 }).filter((node) => city.graph.isCore[node] === 1),
    })
    fc.assert(
      fc.property(fc.array(one, { minLength: 4, maxLength: 40 }), (list) => {
        const rows = [...list, ...small.products.map(({ id }) => ({ product: id, packs: 2, mode: '', node: list[0].node }))]
        const text = rows.map(
          ({ product, packs, mode, node }) => `${city.graph.latDeg[node]},${city.graph.lonDeg[node]},${product},${packs},${mode}`,
        )
        const { value } = customersOf(`lat,lon,product,count,mode\n${text.join('\n')}\n`)
        const layout = layOutScenario(small, city, survey, value!).value!
        const run = startRun(layout, { level: LogLevel.facts })
        // The engine asserts the balance each midnight and throws when it fails.
        while (advanceRun(run, 100_000).kind === 'running');
        expect(run.status).toEqual({ kind: 'done' })
        expect(factsOf(run)[0].rows).toBeGreaterThan(0)
      }),
      { numRuns: 12 },
    )
  })
})

test('a table is known by its header, whatever people call the columns', () => {
  expect(kindOfOwnTable(['Latitude', 'LNG', 'Battery type', 'Packs'])).toBe('customers')
  expect(kindOfOwnTable(['product', 'age', 'count'])).toBe('batteries')
  expect(kindOfOwnTable(['product', 'SOH %'])).toBe('batteries')
  expect(kindOfOwnTable(['product', 'count'])).toBeNull()
  expect(kindOfOwnTable(['lat', 'lon', 'population'])).toBeNull()
})
