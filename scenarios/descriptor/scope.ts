import type { WorldSpec } from '../../twin/index.ts'

/** What the engine makes of a subject of the scenario, and what it leaves out. Sentences for people. */
export interface Scope {
  /** Where the values are used. */
  readonly simulated: string
  readonly notSimulated: string
}

/**
 * One entry for each subject of a scenario file; `run` stands for the single values (name, seed, days, date, zone). A subject without an
 * entry does not compile. Change a sentence here when the engine changes.
 */
export const scopes = {
  run: {
    simulated:
      'Every battery, customer, box, hub and courier, one event after the other, in local time with its days of 23 and 25 hours. The seed names the luck of each of them.',
    notSimulated: 'Public holidays and school holidays: a day differs from another by weekday, season, weather and luck only.',
  },
  weather: {
    simulated:
      'Air temperature by day and hour, which batteries follow by their own time constant: ageing, less energy and slower charging in the cold, charging that slows in heat, faults in episodes, demand in episodes. The same for the whole city.',
    notSimulated: 'Rain, wind, snow and humidity; chance from one day to the next beside the episodes; sun on a box.',
  },
  products: {
    simulated:
      'Ageing by the published law of the named cells, each battery with its own factor and its own weakest cells, what lies beyond the law’s tests flagged and not cut off; by classes of use and place that cost at most 0.004 of capacity in ten years; temperature as one lump of heat that lags behind its place and is warmed by use and charge; charging by rated power; mass and pieces on tours; price when one is bought.',
    notSimulated:
      'Voltage, cell balancing and the current within a charge; a core warmer than the case, a battery that comes in cold from the street; a price that changes over the years.',
  },
  segments: {
    simulated:
      'Each customer with a place on the map, own use a day, own state of charge at which it asks, its delivery mode, and the fee it pays.',
    notSimulated: 'New and leaving customers, and customers who change their mode because of service: the number under contract stays.',
  },
  fleet: {
    simulated: 'Ages at the start by the same ageing laws as in the run; a factor on all use.',
    notSimulated: 'Growth or shrinking of demand over the years beside the factor.',
  },
  hubs: {
    simulated: 'Stock, chargers, staff who load and inspect in opening hours, closed days, couriers who start and end there.',
    notSimulated: 'Limits of floor space and of the grid connection; breaks and illness of staff; fires.',
  },
  shops: {
    simulated: 'Stock, chargers and opening hours; customers who come, wait as long as promised, and go; restocking by the hub.',
    notSimulated: 'Shelves that are full, staff of the shop, theft from the shop.',
  },
  boxes: {
    simulated:
      'Slots that charge, whose air lags behind the street and is warmer, customers who wait as long as promised, restocking by the hub.',
    notSimulated: 'Broken boxes and slots, power cuts, a lost connection.',
  },
  couriers: {
    simulated:
      'Shifts, tours by travel times on real roads, load by mass and pieces, stops, nobody at home and a second attempt, wages, kilometres.',
    notSimulated:
      'Traffic that changes by the hour (one factor stands for it), one-off closures of roads, illness, breaks, accidents, charging of vehicles.',
  },
  partner: {
    simulated: 'A share of deliveries, each with a drawn lead time and a price; used batteries come back the next morning.',
    notSimulated: 'The tours and vehicles of the partner, and its limit of capacity.',
  },
  sla: {
    simulated: 'Each promise with its window, judged once as kept or missed; a credit for each that is missed.',
    notSimulated: 'Notice given by customers after missed promises, and disputes.',
  },
  rules: {
    simulated: 'Thresholds by which the company exchanges, orders and charges.',
    notSimulated: 'People who decide otherwise than the rule.',
  },
  faults: {
    simulated: 'Random faults by kind at a rate for each battery, higher in episodes; what follows: replacement, inspection, loss.',
    notSimulated: 'Faults that rise with age or spread through a production lot; recalls.',
  },
  renewal: {
    simulated:
      'Inspection of used batteries by staff, and by state of health re-use, rebuilding, second life or recycling; purchases with lead time.',
    notSimulated: 'Transport to and capacity of the rebuilder and the recycler; materials that come back into new batteries.',
  },
  costs: {
    simulated: 'Every booking in whole micro-euros at the moment it arises.',
    notSimulated: 'Taxes, interest, overhead and prices that change over the years.',
  },
  co2: {
    simulated: 'Energy from the grid, travel and the making of bought packs, by one stated factor each.',
    notSimulated: 'The mix of the grid by the hour; making of boxes, hubs and vehicles; credit for recycled materials.',
  },
  limits: {
    simulated: 'A limit on every queue: a run that reaches one stops, says which, and keeps what stands.',
    notSimulated: 'Nothing of the company: these guard the computer.',
  },
} as const satisfies Readonly<Record<'run' | Subject, Scope>>

/** Keys of the specification that hold more than one value. */
type Subject = Exclude<keyof WorldSpec, 'name' | 'seed' | 'days' | 'calendar'>
