import type { ColumnDescriptor, TableDescriptor } from '../data/columns/index.ts'

/*
 * Facts are additive whole numbers: sums are exact in any order, so the facts of parallel runs add up, and every KPI is SQL over these
 * tables that divides last (design, idea 7).
 */
const key = (name: string, unit: string, meaning: string): ColumnDescriptor => ({ name, type: 'i32', unit, isWhole: true, meaning })
const sum = (name: string, unit: string, meaning: string): ColumnDescriptor => ({ name, type: 'f64', unit, isWhole: true, meaning })

const hubKey = key('hub', 'id', 'Index of the hub that is responsible')
const modeKey = key('mode', 'id', 'DeliveryMode: 0 none, 1 pick-up, 2 delivery, 3 box, 4 full maintenance')
const productKey = key('product', 'id', 'Index of the product')

/** Measures of `dailyFacts`, in storage order; the arena's accumulator has one column each. */
export const dailyMeasures = [
  sum('promisesDue', '1', 'Promises whose window ended, kept or missed'),
  sum('promisesKept', '1', 'Promises kept'),
  sum('requests', '1', 'Swap requests: a customer wants its set exchanged'),
  sum('servedAtOnce', '1', 'Swap requests served without any wait (pick-up, box) or inside the window (delivery)'),
  sum('swaps', '1', 'Swaps done: visits in which empty batteries were exchanged for full ones'),
  sum('swapPacks', '1', 'Batteries handed over in swaps'),
  sum('stationPacks', '1', 'Batteries handed over in swaps by boxes'),
  sum('ratedStationPacks', '1', 'Batteries that the boxes could charge in the day at rated power'),
  sum('replacements', '1', 'Replacements done: batteries exchanged for wear, fault or contract'),
  sum('replacementsWear', '1', 'Replacements because of wear'),
  sum('replacementsFault', '1', 'Replacements because of a fault'),
  sum('replacementsContract', '1', 'Replacements because the battery no longer fits the contract'),
  sum('withdrawn', '1', 'Pooled batteries withdrawn on their return because they are worn or faulty'),
  sum('assignedReplacements', '1', 'Replacements of assigned batteries'),
  sum('assignedPlaceDays', 'd', 'Battery places of assigned contracts, a day each'),
  sum('stops', '1', 'Stops by own couriers'),
  sum('failedAttempts', '1', 'Attempts at which nobody was there'),
  sum('partnerStops', '1', 'Stops by the partner carrier'),
  sum('drivenM', 'm', 'Metres driven by own couriers'),
  sum('courierPaidMs', 'ms', 'Paid time of own couriers'),
  sum('courierBusyMs', 'ms', 'Time of own couriers on tour, loading and unloading included'),
  sum('stockPlaceMs', 'ms', 'Box, shop or hub time in which a type should be ready'),
  sum('stockOutMs', 'ms', 'Of it, time without a ready battery of the type'),
  sum('availableMs', 'ms', 'Full maintenance: contract time in which the battery met power and soh'),
  sum('contractMs', 'ms', 'Full maintenance: contract time'),
  sum('ownedDays', 'd', 'Batteries owned and not retired, a day each'),
  sum('placeDays', 'd', 'Battery places under contract, a day each'),
  sum('energyBoughtMilliWh', 'mWh', 'Energy bought from the grid by the company'),
  sum('energyChargedMilliWh', 'mWh', 'Energy charged into batteries by the company'),
  sum('feeMicroEur', 'µ€', 'Fees earned'),
  sum('creditMicroEur', 'µ€', 'Credits for missed promises'),
  sum('courierMicroEur', 'µ€', 'Wages and kilometres of own couriers'),
  sum('partnerMicroEur', 'µ€', 'Partner carrier'),
  sum('energyMicroEur', 'µ€', 'Energy bought'),
  sum('stationMicroEur', 'µ€', 'Boxes, hubs and shops'),
  sum('renewalMicroEur', 'µ€', 'Handling, inspection, repair, refurbishing, recycling; sales of second-life packs are negative'),
  sum('purchaseMicroEur', 'µ€', 'Batteries and terminals bought'),
  sum('co2ChargingMilliG', 'mg', 'CO2 of the energy bought'),
  sum('co2TravelMilliG', 'mg', 'CO2 of travel'),
  sum('co2PacksMilliG', 'mg', 'CO2 of making bought packs'),
  sum('bought', '1', 'Batteries bought and received'),
  sum('rebuilt', '1', 'Batteries made from dismantled ones'),
  sum('dismantled', '1', 'Batteries taken apart for rebuilding'),
  sum('recycled', '1', 'Batteries recycled'),
  sum('sold', '1', 'Batteries sold for a second life'),
  sum('lost', '1', 'Batteries lost or stolen'),
] as const satisfies readonly ColumnDescriptor[]

/** One row for each day × hub × mode × product in which anything happened. */
export const dailyFacts = {
  name: 'daily',
  meaning: 'What happened on a local day, by responsible hub, delivery mode and product',
  columns: [key('day', 'd', 'Local day since the start, 0 = first'), hubKey, modeKey, productKey, ...dailyMeasures],
} as const satisfies TableDescriptor

/** Measures of `hourlyFacts`. */
export const hourlyMeasures = [
  sum('promisesDue', '1', 'Promises whose window ended, kept or missed'),
  sum('promisesKept', '1', 'Promises kept'),
  sum('stockPlaceMs', 'ms', 'Box, shop or hub time in which a type should be ready'),
  sum('stockOutMs', 'ms', 'Of it, time without a ready battery of the type'),
  sum('courierPaidMs', 'ms', 'Paid time of own couriers'),
  sum('courierBusyMs', 'ms', 'Time of own couriers on tour'),
] as const satisfies readonly ColumnDescriptor[]

/** One row for each local hour of the week × hub × mode × product, over the whole run. */
export const hourlyFacts = {
  name: 'hourly',
  meaning: 'The worst hours: the same measures by local hour of the week (0 = Monday 0–1 h … 167)',
  columns: [key('hourOfWeek', 'h', 'Local hour of the week, 0 = Monday 0–1 h'), hubKey, modeKey, productKey, ...hourlyMeasures],
} as const satisfies TableDescriptor

/** Capacity fade of the batteries that were owned at the end and not bought in the run's last 30 days. */
export const fadeFacts = {
  name: 'fade',
  meaning: 'Batteries by ageing model and by capacity fade per year, in steps of 0.05 percentage points',
  columns: [
    key('model', 'id', 'Index of the ageing model'),
    key('bin', '0.0005/a', 'Fade per year, floor of share / 0.0005'),
    sum('batteries', '1', 'Batteries'),
    sum('fadeMillionths', '1e-6/a', 'Sum of fade per year in millionths of the rated capacity'),
  ],
} as const satisfies TableDescriptor

/** All fact tables of a run. */
export const factTables = [dailyFacts, hourlyFacts, fadeFacts] as const
