import type { CityDrawing, DrawWindow, RunScene } from '../../scenarios/index.ts'
import { drawCity } from '../../scenarios/replay/index.ts'
import { createSiteSampler, drawSite, generateCity, type RoadGraph } from '../../twin/city/index.ts'
import { nextXoshiroUniform, seedXoshiro } from '../../sim/random/index.ts'
import { prepareWindow, type MapWindow } from '../moments/index.ts'

/** A city from the engine with an invented day of a fleet in it: for looking at the map and measuring it, not part of the product. */
export interface Staged {
  readonly drawing: CityDrawing
  readonly scene: RunScene
  /** The day as the engine would tell it, and as the map takes it. */
  readonly day: DrawWindow
  readonly window: MapWindow
}

const dayS = 86_400
const counts = { hubs: 4, shops: 8, boxes: 24 }

export function stage(batteries: number, couriers: number): Staged {
  const city = generateCity()
  const state = new Uint32Array(4)
  seedXoshiro(state, 7)
  const random = () => nextXoshiroUniform(state)
  const drawing = drawCity(city)
  const [lon, lat] = drawing.originLonLat
  const sampler = createSiteSampler(city.demand)
  const atNode: AtNode = (node) => [city.graph.lonDeg[node] - lon, city.graph.latDeg[node] - lat]
  const drawSites = (count: number) => Float32Array.from(Array.from({ length: count }, () => atNode(drawSite(sampler, random()))).flat())
  const scene = stageScene(drawing, Math.round(batteries * 0.8), couriers, drawSites)
  const [stays, legs] = [stageStays(scene, batteries, random), stageLegs(city.graph, couriers, atNode, random)]
  const day = { run: 1, fromMs: 0, toMs: dayS * 1000, stays, legs }
  return { drawing, scene, day, window: prepareWindow(day, scene.places.count, scene.customers.count) }
}

type AtNode = (node: number) => [lon: number, lat: number]

function stageScene(drawing: CityDrawing, customers: number, couriers: number, drawSites: (count: number) => Float32Array): RunScene {
  const places = counts.hubs + counts.shops + counts.boxes
  const bytes = (count: number) => new Uint8Array(count)
  const hubNames = drawing.districts.slice(0, counts.hubs).map(({ name }) => name)
  const otherNames = Array.from({ length: places - counts.hubs }, (_, i) =>
    i < counts.shops ? `shop ${i + 1}` : `box ${i + 1 - counts.shops}`,
  )
  const kind = Uint8Array.from({ length: places }, (_, row) => (row < counts.hubs ? 0 : row < counts.hubs + counts.shops ? 1 : 2))
  return {
    run: 1,
    cityHash: drawing.hash,
    scenario: 'staged',
    days: 1,
    dayStartMs: Float64Array.of(0, dayS * 1000),
    startUtcMs: 0,
    utcOffsets: [],
    places: { count: places, name: [...hubNames, ...otherNames], kind, lonLat: drawSites(places), slots: new Int32Array(places) },
    customers: { count: customers, lonLat: drawSites(customers), segment: bytes(customers), mode: bytes(customers) },
    segments: [{ id: 'scooter', label: 'Scooter' }],
    couriers: { count: couriers, hub: bytes(couriers), vehicle: bytes(couriers) },
    vehicles: [
      { id: 'van', label: 'Van' },
      { id: 'bike', label: 'Cargo bike' },
    ],
  }
}

/** Most batteries stay with a customer all day, some change at noon, the rest stand at places. */
function stageStays({ places, customers }: RunScene, batteries: number, random: () => number): DrawWindow['stays'] {
  const rows: [battery: number, lon: number, lat: number, from: number, to: number, soh: number, kind: number, holder: number][] = []
  for (let battery = 0; battery < batteries; battery++) {
    const soh = 1 - 0.4 * random() ** 1.6
    const atCustomer = battery < customers.count
    const holder = atCustomer ? battery : Math.floor(places.count * random() ** 2.5)
    const [lonLat, kind] = atCustomer ? [customers.lonLat, 3] : [places.lonLat, places.kind[holder]]
    const ends = battery % 10 === 0 ? [0, dayS / 2, dayS] : [0, dayS]
    for (let i = 0; i + 1 < ends.length; i++)
      rows.push([battery, lonLat[2 * holder], lonLat[2 * holder + 1], ends[i], ends[i + 1], soh, kind, holder])
  }
  return {
    count: rows.length,
    battery: Uint32Array.from(rows, (row) => row[0]),
    lonLat: Float32Array.from(rows.flatMap((row) => [row[1], row[2]])),
    fromS: Float32Array.from(rows, (row) => row[3]),
    toS: Float32Array.from(rows, (row) => row[4]),
    soh: Float32Array.from(rows, (row) => row[5]),
    placeKind: Uint8Array.from(rows, (row) => row[6]),
    holder: Int32Array.from(rows, (row) => row[7]),
  }
}

/** Each courier drives on along the roads from 8 to 18 o'clock, rarely turning. */
function stageLegs(
  { firstOut, head, timeS, nodeCount }: RoadGraph,
  couriers: number,
  atNode: AtNode,
  random: () => number,
): DrawWindow['legs'] {
  const rows: [courier: number, fromLon: number, fromLat: number, toLon: number, toLat: number, from: number, to: number][] = []
  for (let courier = 0; courier < couriers; courier++) {
    let [node, before, time] = [Math.floor(nodeCount * random()), -1, 8 * 3600]
    while (time < 18 * 3600) {
      const first = firstOut[node]
      const ways = firstOut[node + 1] - first
      let arc = first + Math.floor(ways * random())
      if (head[arc] === before && ways > 1) arc = first + ((arc - first + 1) % ways)
      const ends = [...atNode(node), ...atNode(head[arc])] as [number, number, number, number]
      const lasts = timeS[arc] * 1.3
      rows.push([courier, ...ends, time, time + lasts])
      time += lasts
      ;[before, node] = [node, head[arc]]
    }
  }
  return {
    count: rows.length,
    courier: Uint16Array.from(rows, (row) => row[0]),
    lonLat: Float32Array.from(rows.flatMap((row) => row.slice(1, 5))),
    fromS: Float32Array.from(rows, (row) => row[5]),
    toS: Float32Array.from(rows, (row) => row[6]),
    vehicle: Uint8Array.from(rows, (row) => row[0] % 2),
  }
}
