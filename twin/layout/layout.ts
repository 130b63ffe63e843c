import type { City } from '../city/index.ts'
import { assert } from '../../sim/assert.ts'
import { DeliveryMode, deliveryModeCount, PlaceKind } from '../kinds.ts'
import type { WorldSpec } from '../spec.ts'
import { layOutCouriers } from './couriers.ts'
import type { CourierTable } from './couriers.ts'
import { cellIn, layOutCustomers } from './customers.ts'
import type { CustomerTable } from './customers.ts'
import { layOutDays } from './days.ts'
import type { DayTable } from './days.ts'
import { layOutHoldings } from './holdings.ts'
import type { Holdings } from './holdings.ts'
import { indexKnown } from './known-batteries.ts'
import type { KnownBatteries } from './known-batteries.ts'
import { noOwnData, withOwnCustomers } from './own-data.ts'
import type { OwnData } from './own-data.ts'
import { layOutPlaces } from './places.ts'
import type { PlaceTable } from './places.ts'
import { cumulateProfile } from './profile.ts'
import { createSurvey } from './survey.ts'
import type { Survey } from './survey.ts'
import { layOutTravel } from './travel.ts'
import type { HubTravel } from './travel.ts'
import { layOutMeanRise, layOutUsable, layOutWarmth } from './warmth.ts'
import type { WarmthTable } from './warmth.ts'
import { layOutWeather } from './weather.ts'
import type { WeatherTable } from './weather.ts'

/** Everything about a run that a run reads and never changes; it lies outside the arena. */
export interface Layout {
  /** As own customers make it, where there are some. */
  readonly spec: WorldSpec
  /** Batteries that are known by a fleet file or the company's own list, by name. */
  readonly known: KnownBatteries
  /** Hash of the company's own data; empty without any. */
  readonly ownHash: string
  readonly city: City
  readonly days: DayTable
  readonly weather: WeatherTable
  readonly warmth: WarmthTable
  /** By segment, what the mean use adds to a battery’s temperature in each hour of the day, K. */
  readonly meanRiseK: readonly Float64Array[]
  /** By segment and day, the share of its packs’ energy that can be had in the day’s temperature. */
  readonly usableFrac: readonly Float64Array[]
  readonly places: PlaceTable
  readonly customers: CustomerTable
  readonly couriers: CourierTable
  /** By hub, then by vehicle. */
  readonly travel: readonly (readonly HubTravel[])[]
  /** Index of a place or customer among the stops of its hub (the hub itself is 0); −1 where no courier ever goes. */
  readonly placeStop: Int32Array
  readonly customerStop: Int32Array
  /** By segment: cumulative profile of the day, and weekday factors of mean 1. */
  readonly dayProfile: readonly Float64Array[]
  readonly weekdayFactor: readonly Float64Array[]
  /** hubs × modes × products. */
  readonly cells: number
  readonly holdings: Holdings
}

/**
 * Places everything on the city and measures the ways between: the dear part of creating a world. A `survey` of the city that is kept
 * makes it cheap while the numbers and sites of places and customers stay; the layout is the same with it and without.
 */
export function layOut(stated: WorldSpec, city: City, survey: Survey = createSurvey(city), own: OwnData = noOwnData): Layout {
  assert(survey.city.hash === city.hash, 'survey-city', city.hash)
  const spec = withOwnLists(withOwnCustomers(stated, own.customers))
  const places = layOutPlaces(spec, survey)
  const customers = layOutCustomers(spec, survey, places, { own: own.customers, shares: stated.segments.map((s) => s.modeShares) })
  const days = layOutDays(spec.calendar, spec.days + 1)
  const stops = collectStops(places, customers)
  const weather = layOutWeather(spec.weather, days, spec.days + 1, own.weather)
  const warmth = layOutWarmth(spec, weather.hourDegC)
  const meanRiseK = layOutMeanRise(spec)
  const cells = places.hubs * deliveryModeCount * spec.products.length
  return {
    spec,
    known: indexKnown(spec, customers, own.batteries),
    ownHash: own.hash,
    city,
    days,
    weather,
    warmth,
    meanRiseK,
    usableFrac: layOutUsable(spec, warmth, meanRiseK),
    places,
    customers,
    couriers: layOutCouriers(spec.couriers, places),
    travel: stops.nodes.map((nodes) =>
      spec.couriers.vehicles.map((v) => layOutTravel(survey.measure(v.maxSpeedKmh, nodes), nodes.length, spec.couriers.trafficFactor)),
    ),
    placeStop: stops.placeStop,
    customerStop: stops.customerStop,
    dayProfile: spec.segments.map((s) => cumulateProfile(s.hourProfile)),
    weekdayFactor: spec.segments.map((s) => scaleToMeanOne(s.weekdayProfile)),
    cells,
    holdings: layOutHoldings(spec, customers, cells),
  }
}

/**
 * A specification is frozen, and V8 looks an element of a frozen array up as if it knew nothing of it: ten times dearer. Lists that events read are
 * therefore arrays of the layout's own.
 */
function withOwnLists(spec: WorldSpec): WorldSpec {
  const { products, segments, couriers, calendar } = spec
  return {
    ...spec,
    products: [...products],
    segments: [...segments],
    couriers: { ...couriers, vehicles: [...couriers.vehicles], shifts: [...couriers.shifts] },
    calendar: { ...calendar, utcOffsets: [...calendar.utcOffsets] },
  }
}

function scaleToMeanOne(weights: readonly number[]): Float64Array {
  const mean = weights.reduce((a, b) => a + b, 0) / weights.length
  return Float64Array.from(weights, (w) => w / mean)
}

interface Stops {
  readonly nodes: readonly Uint32Array[]
  readonly placeStop: Int32Array
  readonly customerStop: Int32Array
}

/** Stops of each hub: the hub, its shops and boxes, and the customers that couriers visit. */
function collectStops(places: PlaceTable, customers: CustomerTable): Stops {
  const nodes: number[][] = Array.from({ length: places.hubs }, () => [])
  const placeStop = new Int32Array(places.count)
  const customerStop = new Int32Array(customers.count).fill(-1)
  for (let p = 0; p < places.count; p++) {
    const hub = places.kind[p] === PlaceKind.hub ? p : places.hub[p]
    placeStop[p] = nodes[hub].push(places.node[p]) - 1
  }
  for (let c = 0; c < customers.count; c++) {
    const isVisited = customers.mode[c] === DeliveryMode.delivery || customers.mode[c] === DeliveryMode.fullMaintenance
    if (isVisited) customerStop[c] = nodes[customers.hub[c]].push(customers.node[c]) - 1
  }
  return { nodes: nodes.map((list) => Uint32Array.from(list)), placeStop, customerStop }
}

/** Row of the fact accumulators for a hub, mode and product. */
export function cellOf(layout: Layout, hub: number, mode: number, product: number): number {
  return cellIn(layout.spec, hub, mode, product)
}
