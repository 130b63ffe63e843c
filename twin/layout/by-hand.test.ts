import { describe, expect, it } from 'vitest'
import { DeliveryMode, PlaceKind } from '../kinds.ts'
import type { AreaSpec, SiteSpec, WorldSpec } from '../spec.ts'
import { createFixtureCity, fixtureSpec } from '../world-fixture.ts'
import { isInside } from './areas.ts'
import { layOut } from './layout.ts'

const city = createFixtureCity()
const site = (name: string, lonDeg: number, latDeg: number): SiteSpec => ({ name, state: 'open', lonDeg, latDeg })
const gone = (name: string): SiteSpec => ({ name, state: 'removed', lonDeg: null, latDeg: null })
const withBoxes = (...sites: SiteSpec[]): WorldSpec => ({ ...fixtureSpec, boxes: { ...fixtureSpec.boxes, sites } })
const placesOf = (spec: WorldSpec) => layOut(spec, city).places
const nodeOf = ({ name, node }: ReturnType<typeof placesOf>, wanted: string) => node[name.indexOf(wanted)]

describe('places by hand', () => {
  const rule = placesOf(fixtureSpec)

  it('a name of the rule moves that place to the nearest crossing and leaves the others', () => {
    const places = placesOf(withBoxes(site('box 2', 10.0151, 50.0109)))
    expect(places.name).toEqual(rule.name)
    expect(nodeOf(places, 'box 2')).toBe(3 * 7 + 3)
    expect(nodeOf(places, 'box 1')).toBe(nodeOf(rule, 'box 1'))
  })

  it('another name adds a place of that kind after those of the rule', () => {
    const places = placesOf(withBoxes(site('box at the station', 10, 50)))
    expect(places.name).toEqual([...rule.name, 'box at the station'])
    expect(places.kind.at(-1)).toBe(PlaceKind.box)
    expect(places.slots.at(-1)).toBe(fixtureSpec.boxes.slots)
    expect(places.node.at(-1)).toBe(0)
  })

  it('a removed place is not there, and its customers go elsewhere', () => {
    const layout = layOut(withBoxes(gone('box 1')), city)
    expect(layout.places.name).toEqual(rule.name.filter((name) => name !== 'box 1'))
    const boxCustomers = [...layout.customers.mode.keys()].filter((row) => layout.customers.mode[row] === DeliveryMode.box)
    for (const row of boxCustomers) expect(layout.places.name[layout.customers.station[row]]).toBe('box 2')
  })

  it('a hub by hand takes customers that are nearer to it', () => {
    const spec: WorldSpec = { ...fixtureSpec, hubs: { ...fixtureSpec.hubs, sites: [site('Depot', 10, 50)] } }
    const { customers, places } = layOut(spec, city)
    expect(places.name.slice(0, places.hubs)).toEqual(['North', 'Depot'])
    expect(new Set(customers.hub)).toEqual(new Set([0, 1]))
  })
})

describe('couriers’ areas', () => {
  const depot = { ...fixtureSpec.hubs, sites: [site('Depot', 10, 50)] }
  const west = [9.99, 49.99, 10.0126, 49.99, 10.0126, 50.1, 9.99, 50.1]
  const area = (name: string, hub: string, lonLatDeg: readonly number[]): AreaSpec => ({ name, hub, lonLatDeg })
  const withAreas = (...areas: AreaSpec[]) => layOut({ ...fixtureSpec, hubs: depot, couriers: { ...fixtureSpec.couriers, areas } }, city)

  it('all customers and stations inside belong to the hub of the area', () => {
    const { customers, places } = withAreas(area('west', 'North', west))
    const isWest = (node: number) => city.graph.lonDeg[node] < 10.0126
    const free = layOut({ ...fixtureSpec, hubs: depot }, city)
    for (let place = places.hubs; place < places.count; place++)
      expect(places.hub[place]).toBe(isWest(places.node[place]) ? 0 : free.places.hub[place])
    for (let row = 0; row < customers.count; row++) {
      const at = customers.station[row]
      const expected = at >= 0 ? places.hub[at] : isWest(customers.node[row]) ? 0 : free.customers.hub[row]
      expect(customers.hub[row]).toBe(expected)
    }
    expect(customers.hub).not.toEqual(free.customers.hub)
  })

  it('the first by order holds where two overlap', () => {
    const both = withAreas(area('a', 'Depot', west), area('b', 'North', west))
    expect(both.customers.hub).toEqual(withAreas(area('a', 'Depot', west)).customers.hub)
  })

  it('a polygon with a bay leaves out what lies in the bay', () => {
    const bay = [0, 0, 4, 0, 4, 4, 2, 1, 0, 4]
    expect(isInside(bay, 2, 0.5)).toBe(true)
    expect(isInside(bay, 2, 2)).toBe(false)
    expect(isInside(bay, 5, 1)).toBe(false)
  })
})
