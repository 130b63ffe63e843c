import type { OptionSpec } from './args.ts'

type Options = Readonly<Record<string, OptionSpec>>

export const json: OptionSpec = { kind: 'flag', meaning: 'print JSON and nothing else on standard output' }

/** Where a run is. */
export const cityOptions: Options = {
  city: { kind: 'text', meaning: 'an OpenStreetMap extract (.osm.pbf); the generated city when absent' },
  grid: { kind: 'text', meaning: 'a population grid (.csv) for the city' },
}

/** A company's own data, instead of what the scenario says or a design's file names. */
export const ownOptions: Options = {
  customers: { kind: 'text', meaning: 'your own customers (.csv): position, product, count, mode' },
  batteries: { kind: 'text', meaning: 'your own batteries (.csv): product, age or state of health' },
  weather: { kind: 'text', meaning: 'air temperature (.csv) of hours or days: time, tempDegC; the typical year when absent' },
  'good-rows': { kind: 'flag', meaning: 'go on with the rows that can be used' },
}
