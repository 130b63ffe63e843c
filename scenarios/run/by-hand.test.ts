import { describe, expect, it } from 'vitest'
import { generateCity } from '../../twin/index.ts'
import { layOutScenario, loadScenario, resolveLibrary } from '../index.ts'
import type { JsonObject } from '../index.ts'

const city = generateCity()
const load = (overrides: JsonObject) => loadScenario(resolveLibrary('baseline')!, { resolve: resolveLibrary, overrides })
const layOutWith = (overrides: JsonObject) => layOutScenario(load(overrides).value!.spec, city)
const [lonDeg, latDeg] = [city.graph.lonDeg[100], city.graph.latDeg[100]]
const small = { segments: { ebikes: { customers: 3 }, scooters: { customers: 3 }, tools: { customers: 3 }, homes: { customers: 3 } } }
const square = (d: number) => [lonDeg - d, latDeg - d, lonDeg + d, latDeg - d, lonDeg + d, latDeg + d, lonDeg - d, latDeg + d]

describe('what is set by hand in a scenario', () => {
  it('is loaded, laid out and hashed', () => {
    const overrides = {
      ...small,
      boxes: { sites: { 'box 1': { state: 'removed' }, 'box A': { lonDeg, latDeg } } },
      couriers: { areas: { centre: { hub: 'North', lonLatDeg: square(0.01) } } },
    }
    const { value, problems } = layOutWith(overrides)
    expect(problems).toEqual([])
    expect(value!.places.name).toContain('box A')
    expect(value!.places.name).not.toContain('box 1')
    expect(load(overrides).value!.hash).not.toBe(load(small).value!.hash)
  })

  it('a site without a position, a removed place that is none, and half a corner are problems with their path', () => {
    const { problems } = load({
      boxes: { sites: { 'box A': { lonDeg }, 'the old one': { state: 'removed' } } },
      couriers: { areas: { centre: { hub: 'Nowhere', lonLatDeg: [...square(0.01), 1] } } },
    })
    expect(problems.map(({ code, place }) => [code, place])).toEqual([
      ['missing-key', 'boxes.sites.box A.latDeg'],
      ['unknown-place', 'boxes.sites.the old one'],
      ['unknown-hub', 'couriers.areas.centre.hub'],
      ['wrong-length', 'couriers.areas.centre.lonLatDeg'],
    ])
  })

  it('swapped coordinates lie outside of the city and say how far', () => {
    const { value, problems } = layOutWith({ ...small, shops: { sites: { 'shop A': { lonDeg: latDeg, latDeg: lonDeg } } } })
    expect(value).toBeNull()
    expect(problems).toMatchObject([{ code: 'outside-city', place: 'shops.sites.shop A' }])
    expect(problems[0].remedy).toMatch(/km from the roads of/)
  })

  it('a city without a hub, and an area of a hub that was removed, are refused', () => {
    const none = { hubs: { count: 1, sites: { North: { state: 'removed' } } } }
    expect(layOutWith({ ...small, ...none }).problems).toMatchObject([{ code: 'no-hub' }])
    const area = { couriers: { areas: { centre: { hub: 'North', lonLatDeg: square(0.01) } } } }
    const moved = { hubs: { count: 1, sites: { North: { state: 'removed' }, Depot: { lonDeg, latDeg } } } }
    expect(layOutWith({ ...small, ...moved, ...area }).problems).toMatchObject([
      { code: 'unknown-hub', place: 'couriers.areas.centre.hub', remedy: 'Write one of: Depot' },
    ])
  })
})
