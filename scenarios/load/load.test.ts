import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { libraryNames, resolveLibrary } from '../library/index.ts'
import { loadScenario } from './index.ts'
import type { JsonObject, LoadedScenario } from './index.ts'

const head = { format: 'voltwin-scenario', version: 1, extends: 'baseline', name: 'mine' }

function load(file: object, resolve: (name: string) => string | null = resolveLibrary): ReturnType<typeof loadScenario> {
  return loadScenario(JSON.stringify(file), { resolve })
}

function loadValid(file: object): LoadedScenario {
  const { value, problems } = load(file)
  expect(problems).toEqual([])
  return value!
}

/** `[code, place]` of every problem of a scenario that says `values` beside its head. */
function judge(values: object): string[][] {
  const { value, problems } = load({ ...head, ...values })
  expect(value).toBeNull()
  for (const { remedy } of problems) expect(remedy).not.toBe('')
  return problems.map(({ code, place }) => [code, place])
}

const baseline = loadValid({ ...head })

describe('a scenario file', () => {
  it('that only extends the baseline is the baseline', () => {
    expect(baseline.difference).toEqual([])
    expect(baseline.chain).toEqual(['mine', 'baseline'])
    expect(loadScenario(resolveLibrary('baseline')!, { resolve: resolveLibrary }).value!.hash).toBe(baseline.hash)
  })

  it('overrides one field of one segment and leaves the rest', () => {
    const { spec, difference } = loadValid({ ...head, segments: { scooters: { customers: 1600 } } })
    expect(difference).toEqual([{ path: 'segments.scooters.customers', base: 1500, value: 1600, unit: '1' }])
    expect(spec.segments.map(({ id, customers }) => [id, customers])).toEqual([
      ['ebikes', 1200],
      ['homes', 300],
      ['scooters', 1600],
      ['tools', 120],
    ])
  })

  it('turns euros into whole micro-euros, exactly', () => {
    const { spec } = loadValid({ ...head, costs: { energyEurPerKWh: 0.291234 }, couriers: { eurPerHour: 21.1 } })
    expect([spec.costs.energyMicroEurPerKWh, spec.couriers.microEurPerHour]).toEqual([291_234, 21_100_000])
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 1e12 }), (micro) => {
        expect(loadValid({ ...head, costs: { hubEurPerDay: micro / 1e6 } }).spec.costs.hubMicroEurPerDay).toBe(micro)
      }),
      { numRuns: 30 },
    )
  })

  it('adds an item with the defaults of what it leaves out, and removes one by null', () => {
    const post = {
      product: 'scooter-1500',
      customers: 10,
      packsPerCustomer: 2,
      modeShares: { box: 1 },
      swapTrigger: 'request',
      dailyUseFrac: 0.5,
      feeEurPerBatteryMonth: 40,
    }
    const { spec, difference } = loadValid({ ...head, segments: { post, homes: null } })
    expect(spec.segments.map(({ id }) => id)).toEqual(['ebikes', 'post', 'scooters', 'tools'])
    expect(spec.segments[1]).toMatchObject({
      swapAtSocFrac: 0.25,
      feeMicroEurPerBatteryMonth: 40_000_000,
      weekdayProfile: [1, 1, 1, 1, 1, 1, 1],
    })
    expect(difference).toContainEqual({ path: 'segments.homes.customers', base: 300, value: null, unit: '1' })
    expect(difference).toContainEqual({ path: 'segments.post.customers', base: null, value: 10, unit: '1' })
  })

  it('gives a frozen specification with its calendar', () => {
    const { spec } = baseline
    expect(spec.calendar).toMatchObject({ startUtcMs: Date.UTC(2026, 11, 31, 23), startWeekday: 4, startDayOfYear: 0 })
    expect(Object.isFrozen(spec.segments[0].hourProfile)).toBe(true)
    expect(spec).not.toHaveProperty('startDate')
  })

  it('takes overrides last, and checks them too', () => {
    const withFlags = (overrides: JsonObject) => loadScenario(JSON.stringify({ ...head, seed: 4 }), { resolve: resolveLibrary, overrides })
    expect(withFlags({ seed: 7, days: 30 }).value!.spec).toMatchObject({ seed: 7, days: 30 })
    expect(withFlags({ seed: -7 }).problems).toMatchObject([{ code: 'negative-count', place: 'seed' }])
  })

  it('follows a chain of several bases', () => {
    const middle = JSON.stringify({ ...head, name: 'middle', couriers: { count: 14 } })
    const resolve = (name: string): string | null => (name === 'middle' ? middle : resolveLibrary(name))
    const { value, problems } = load({ ...head, extends: 'middle', fleet: { demandFactor: 2 } }, resolve)
    expect(problems).toEqual([])
    expect(value!.chain).toEqual(['mine', 'middle', 'baseline'])
    expect(value!.spec.couriers.count).toBe(14)
    expect(value!.difference.map(({ path }) => path)).toEqual(['fleet.demandFactor'])
  })
})

describe('canonical JSON and hash', () => {
  it('loads to the same specification again', () => {
    for (const name of libraryNames) {
      const { value } = loadScenario(resolveLibrary(name)!, { resolve: resolveLibrary })
      const again = loadScenario(value!.canonical, { resolve: () => null })
      expect(again.problems).toEqual([])
      expect(again.value!.hash).toBe(value!.hash)
      expect(again.value!.canonical).toBe(value!.canonical)
      expect(again.value!.spec).toEqual(value!.spec)
    }
  })

  it('do not depend on the order of keys', () => {
    const reverse = (value: unknown): unknown =>
      typeof value === 'object' && value !== null && !Array.isArray(value)
        ? Object.fromEntries(
            Object.entries(value)
              .toReversed()
              .map(([key, child]) => [key, reverse(child)]),
          )
        : value
    const file = JSON.parse(resolveLibrary('baseline')!) as object
    const [one, two] = [loadValid(file), loadValid(reverse(file) as object)]
    expect(two.canonical).toBe(one.canonical)
    expect(two.hash).toBe(one.hash)
  })

  it('a new name keeps the hash, a new value changes it', () => {
    expect(loadValid({ ...head, name: 'other', hubs: {}, segments: { ebikes: { label: 'Räder' } } }).hash).toBe(baseline.hash)
    expect(loadValid({ ...head, timeZone: 'Europe/Vienna' }).hash).toBe(baseline.hash)
    expect(loadValid({ ...head, timeZone: 'Europe/London' }).hash).not.toBe(baseline.hash)
    expect(loadValid({ ...head, seed: 2 }).hash).not.toBe(baseline.hash)
    expect(loadValid({ ...head, couriers: { stopMinutes: 6.5 } }).hash).not.toBe(baseline.hash)
  })
})

describe('bad input: one file', () => {
  it.each([
    ['an unknown key', { fleet: { demandFactr: 2 } }, 'unknown-key', 'fleet.demandFactr', 'Did you mean "demandFactor"?'],
    ['an unknown room', { wheather: {} }, 'unknown-key', 'wheather', 'Did you mean "weather"?'],
    [
      'a key in another unit',
      { products: { 'ebike-500': { ratedEnergyKWh: 1.5 } } },
      'wrong-unit',
      'products.ebike-500.ratedEnergyKWh',
      'Write ratedEnergyWh: 1500',
    ],
    [
      'a unit in the text',
      { products: { 'ebike-500': { ratedEnergyWh: '1.5 kWh' } } },
      'wrong-unit',
      'products.ebike-500.ratedEnergyWh',
      'Write ratedEnergyWh: 1500 (in Wh)',
    ],
    ['cents', { costs: { repairCent: 1950 } }, 'wrong-unit', 'costs.repairCent', 'Write repairEur: 19.5'],
    [
      'per cent',
      { rules: { replaceBelowSohFrac: 80 } },
      'out-of-range',
      'rules.replaceBelowSohFrac',
      'Write a fraction from 0 to 1: replaceBelowSohFrac: 0.8 for 80 %',
    ],
    ['a number in quotes', { days: '30' }, 'wrong-type', 'days', 'Write days: 30 without quotes'],
    [
      'a negative count',
      { couriers: { count: -2 } },
      'negative-count',
      'couriers.count',
      'Write a whole number for count, from 0 to 10000',
    ],
    ['half a courier', { couriers: { count: 2.5 } }, 'not-whole', 'couriers.count', 'Write a whole number: count: 3'],
    [
      'out of range',
      { weather: { meanDegC: 99 } },
      'out-of-range',
      'weather.meanDegC',
      'Write a number for meanDegC (in °C), from -30 to 40',
    ],
    [
      'too many decimals',
      { costs: { repairEur: 0.1234567 } },
      'too-many-decimals',
      'costs.repairEur',
      'Write at most six decimals: repairEur: 0.123457',
    ],
    [
      'a word of its own',
      { fleet: { startFleet: 'mixed' } },
      'unknown-choice',
      'fleet.startFleet',
      'Did you mean "mix"? Write one of: new, mix, file',
    ],
    [
      'a date that does not exist',
      { startDate: '2027-02-29' },
      'bad-date',
      'startDate',
      'Write a date that exists as YYYY-MM-DD, 2020-01-01 to 2099-12-31',
    ],
    [
      'a list instead of an object',
      { segments: [] },
      'wrong-type',
      'segments',
      'Write an object with the segment’s id as key: { "my-segment": { … } }',
    ],
    ['null instead of a value', { days: null }, 'wrong-type', 'days', 'Write a number for days (in d), from 1 to 36600'],
    [
      'shares beyond 1',
      { segments: { scooters: { modeShares: { box: 0.9 } } } },
      'shares-not-one',
      'segments.scooters.modeShares',
      'Write shares that add up to 1; these add up to 1.2',
    ],
    [
      'a short profile',
      { segments: { scooters: { weekdayProfile: [1, 1, 1] } } },
      'wrong-length',
      'segments.scooters.weekdayProfile',
      'Write 7 numbers for weekdayProfile, not 3',
    ],
    [
      'a profile of zeros',
      { segments: { scooters: { weekdayProfile: [0, 0, 0, 0, 0, 0, 0] } } },
      'out-of-range',
      'segments.scooters.weekdayProfile',
      'Write at least one number above 0 for weekdayProfile',
    ],
    [
      'an unknown product',
      { segments: { scooters: { product: 'scooter-1600' } } },
      'unknown-product',
      'segments.scooters.product',
      'Did you mean "scooter-1500"? Write one of: ebike-500, home-5000, scooter-1500, tool-100',
    ],
    [
      'an unknown hub',
      { hubs: { closures: { strike: { hub: 'Norht', fromDay: 1, days: 2 } } } },
      'unknown-hub',
      'hubs.closures.strike.hub',
      'Did you mean "North"? Write one of: North, South, Centre, East, North-East, South-East, West, North-West, South-West, East 2 …',
    ],
    [
      'a swap trigger for assigned batteries',
      { segments: { homes: { swapTrigger: 'request' } } },
      'inconsistent',
      'segments.homes.swapTrigger',
      'Write none: assigned batteries stay with their customer and are charged there',
    ],
    [
      'a shift that ends before it begins',
      { couriers: { shifts: { late: { endHour: 5 } } } },
      'inconsistent',
      'couriers.shifts.late.endHour',
      'Write an hour after startHour: 13; split a night at 24',
    ],
    [
      'an order of grades',
      { renewal: { reuseFromSohFrac: 0.5 } },
      'inconsistent',
      'renewal.reuseFromSohFrac',
      'Write at least refurbishFromSohFrac: 0.78',
    ],
    [
      'a model by its name instead of its hash',
      { rules: { replacement: { model: 'my-model' } } },
      'bad-hash',
      'rules.replacement.model',
      'Write the content hash of a learned model, 16 hex digits as its file says, or nothing for the thresholds',
    ],
    ['a newer version', { version: 2 }, 'newer-version', 'version', 'This build reads versions up to 1: use a newer Voltwin for this file'],
    ['another format', { format: 'voltwin-run' }, 'wrong-format', 'format', 'Write "format": "voltwin-scenario"'],
    [
      'an item without what it needs',
      { weather: { episodes: { cold: { days: 3 } } } },
      'missing-key',
      'weather.episodes.cold.fromDay',
      null,
    ],
    ['an id that no path can name', { segments: { 'a.b': {} } }, 'bad-id', 'segments.a.b', null],
    ['no hubs', { hubs: { count: 0 } }, 'out-of-range', 'hubs.count', 'Write a number for count (a pure number), from 1 to 100'],
  ])('%s', (_, values, code, place, remedy) => {
    const { value, problems } = load({ ...head, ...values })
    expect(value).toBeNull()
    expect(problems).toHaveLength(1)
    expect(problems[0]).toMatchObject({ code, place })
    expect(problems[0].remedy).not.toBe('')
    if (remedy !== null) expect(problems[0].remedy).toBe(remedy)
  })

  it('an unknown zone lists the zones, an unknown model the models', () => {
    const { problems } = load({ ...head, timeZone: 'Europe/Berln', products: { 'tool-100': { ageingModel: 'Nca' } } })
    expect(problems.map(({ code, place }) => [code, place])).toEqual([
      ['unknown-zone', 'timeZone'],
      ['unknown-model', 'products.tool-100.ageingModel'],
    ])
    expect(problems[0].remedy).toContain('Did you mean "Europe/Berlin"?')
    expect(problems[0].remedy).toContain('America/Sao_Paulo')
    expect(problems[1].remedy).toContain('Lfp_Gr_250AhPrismatic')
  })

  it('knows only the models that it is handed', () => {
    const { problems } = loadScenario(JSON.stringify(head), { resolve: resolveLibrary, models: ['Lfp_Gr_250AhPrismatic'] })
    expect(problems.map(({ code, place }) => [code, place])).toEqual([
      ['unknown-model', 'baseline → products.ebike-500.ageingModel'],
      ['unknown-model', 'baseline → products.scooter-1500.ageingModel'],
      ['unknown-model', 'baseline → products.tool-100.ageingModel'],
    ])
  })

  it('reports all problems at once', () => {
    const found = judge({
      dayz: 3,
      couriers: { count: -1, shifts: { late: { endHour: 1 } } },
      segments: { scooters: { modeShares: { box: 0 } } },
    })
    expect(found).toEqual([
      ['unknown-key', 'dayz'],
      ['negative-count', 'couriers.count'],
      ['shares-not-one', 'segments.scooters.modeShares'],
      ['inconsistent', 'couriers.shifts.late.endHour'],
    ])
  })

  it('broken JSON: line and column', () => {
    const { value, problems } = loadScenario('{\n  "days": 3,\n}', { resolve: resolveLibrary })
    expect(value).toBeNull()
    expect(problems).toMatchObject([{ code: 'broken-json', place: 'line 3, column 1', value: '}' }])
  })

  it.each(['', '[]', '7', 'null', '"baseline"'])('%j is no scenario', (text) => {
    const { value, problems } = loadScenario(text, { resolve: resolveLibrary })
    expect(value).toBeNull()
    expect(problems).toHaveLength(1)
  })

  it('without a base every key that is left out is named', () => {
    const { problems } = load({ format: 'voltwin-scenario', version: 1, name: 'alone', days: 3 })
    expect(problems.every(({ code }) => code === 'missing-key')).toBe(true)
    expect(problems.map(({ place }) => place)).toEqual(
      expect.arrayContaining(['seed', 'startDate', 'timeZone', 'weather', 'couriers', 'limits']),
    )
  })
})

describe('bad input: a chain', () => {
  const files: Record<string, object> = {
    a: { ...head, name: 'a', extends: 'b' },
    b: { ...head, name: 'b', extends: 'c' },
    c: { ...head, name: 'c', extends: 'a' },
    self: { ...head, name: 'self', extends: 'self' },
    lost: { ...head, name: 'lost', extends: 'atlantis' },
    broken: { ...head, name: 'broken', dayz: 1 },
  }
  const resolve = (name: string): string | null => (name in files ? JSON.stringify(files[name]) : resolveLibrary(name))

  it('a cycle is shown as a chain', () => {
    const { value, problems } = loadScenario(JSON.stringify(files.a), { resolve, self: 'a' })
    expect(value).toBeNull()
    expect(problems).toMatchObject([
      { code: 'extends-cycle', place: 'c → extends', value: '"a"', remedy: 'Break the cycle: a → b → c → a' },
    ])
  })

  it('a cycle is found too when the scenario’s own name in the resolver is not known', () => {
    expect(load(files.self, resolve).problems).toMatchObject([{ code: 'extends-cycle', remedy: 'Break the cycle: self → self' }])
  })

  it('a missing base is named, with the file that names it', () => {
    expect(load({ ...head, extends: 'lost' }, resolve).problems).toMatchObject([
      { code: 'missing-base', place: 'lost → extends', value: '"atlantis"' },
    ])
  })

  it('a problem in a base says which base', () => {
    expect(load({ ...head, extends: 'broken' }, resolve).problems).toMatchObject([{ code: 'unknown-key', place: 'broken → dayz' }])
  })

  it('an endless chain ends', () => {
    let n = 0
    const endless = (): string => JSON.stringify({ ...head, name: `n${n}`, extends: `n${++n}` })
    expect(load({ ...head, extends: 'n0' }, endless).problems).toMatchObject([{ code: 'extends-cycle' }])
  })
})
