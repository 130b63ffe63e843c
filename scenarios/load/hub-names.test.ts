import { describe, expect, it } from 'vitest'
import { generateCity, orderHubNames } from '../../twin/city/index.ts'
import { resolveLibrary } from '../library/index.ts'
import { checkHubNames, loadScenario } from './index.ts'

const head = { format: 'voltwin-scenario', version: 1, extends: 'baseline', name: 'mine' }
const problemsOf = (text: string) => loadScenario(text, { resolve: resolveLibrary }).problems

describe('names of hubs', () => {
  const closed = (hub: string, count = 3): string =>
    JSON.stringify({ ...head, hubs: { count, closures: { strike: { hub, fromDay: 1, days: 2 } } } })

  it('are those that some city may give to so many hubs', () => {
    expect(problemsOf(closed('South', 2))).toEqual([])
    expect(problemsOf(closed('Centre', 3))).toEqual([])
    expect(problemsOf(closed('East 2', 4))).toEqual([])
    expect(problemsOf(closed('Centre', 2))).toMatchObject([{ code: 'unknown-hub', remedy: 'Write one of: North, South' }])
    expect(problemsOf(closed('East 9', 4))).toMatchObject([{ code: 'unknown-hub' }])
  })

  it('whatever a city names its hubs can be written', () => {
    const city = generateCity()
    for (const count of [1, 2, 3, 5, 12]) {
      const nodes = Uint32Array.from({ length: count }, (_, i) => Math.floor((i * city.graph.nodeCount) / count))
      for (const name of orderHubNames(city, nodes)) expect(problemsOf(closed(name, count))).toEqual([])
    }
  })

  it('are checked against the city when its hubs are placed', () => {
    const { spec } = loadScenario(closed('Centre'), { resolve: resolveLibrary }).value!
    expect(checkHubNames(spec, ['North', 'South', 'Centre'])).toEqual([])
    expect(checkHubNames(spec, ['North', 'South', 'East'])).toEqual([
      { code: 'unknown-hub', place: 'hubs.closures', value: '"Centre"', remedy: 'Write one of: North, South, East' },
    ])
  })
})
