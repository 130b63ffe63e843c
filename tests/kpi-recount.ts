/** One row of facts, by column name. */
export type FactRow = Record<string, number>

export interface Facts {
  readonly daily: readonly FactRow[]
  readonly hourly: readonly FactRow[]
  readonly fade: readonly FactRow[]
}

interface Counted {
  readonly value: number | null
  readonly n: number
}

type Recount = (rows: readonly FactRow[], facts: Facts) => Counted

function add(rows: readonly FactRow[], ...names: readonly string[]): number {
  let sum = 0
  for (const row of rows) for (const name of names) sum += row[name]
  return sum
}

const divide = (top: number, bottom: number): Counted => ({ value: bottom === 0 ? null : top / bottom, n: bottom })
const hours = (ms: number) => ms / 3_600_000
const months = (rows: readonly FactRow[]) => add(rows, 'placeDays') / (365.25 / 12)
const where = (rows: readonly FactRow[], name: string, values: readonly number[]) => rows.filter((row) => values.includes(row[name]))

/** A part of an amount that all products share, by a key; where nobody has any of the key, as it was booked. */
function allot(amount: number, key: number, all: number, asBooked: number): number {
  return all === 0 ? asBooked : amount * (key / all)
}

/** Cost of one product: what is its own, its part of couriers and hubs by stops, its part of box rent by the boxes' stock time. */
function costOfProduct(product: number, daily: readonly FactRow[]): number {
  const own = where(daily, 'product', [product])
  const couriers = (rows: readonly FactRow[]) => add(rows, 'courierMicroEur') + add(where(rows, 'mode', [0]), 'stationMicroEur')
  const boxes = (rows: readonly FactRow[], name: string) => add(where(rows, 'mode', [3]), name)
  return (
    add(own, 'partnerMicroEur', 'energyMicroEur', 'renewalMicroEur') +
    add(where(own, 'mode', [1, 2, 4]), 'stationMicroEur') +
    allot(couriers(daily), add(own, 'stops'), add(daily, 'stops'), couriers(own)) +
    allot(boxes(daily, 'stationMicroEur'), boxes(own, 'stockPlaceMs'), boxes(daily, 'stockPlaceMs'), boxes(own, 'stationMicroEur'))
  )
}

function carbonOfProduct(product: number, daily: readonly FactRow[]): number {
  const own = where(daily, 'product', [product])
  const tours = (rows: readonly FactRow[]) => add(where(rows, 'mode', [0]), 'co2TravelMilliG')
  const direct = add(own, 'co2ChargingMilliG', 'co2PacksMilliG') + add(where(own, 'mode', [1, 2, 3, 4]), 'co2TravelMilliG')
  return direct + allot(tours(daily), add(own, 'stops'), add(daily, 'stops'), tours(own))
}

/** Adds up over the products that occur in some rows; their shares are of all rows. */
function addProducts(rows: readonly FactRow[], { daily }: Facts, amountOf: (product: number, daily: readonly FactRow[]) => number): number {
  let sum = 0
  for (const product of new Set(rows.map((row) => row['product']))) sum += amountOf(product, daily)
  return sum
}

const cost = (rows: readonly FactRow[], facts: Facts) => addProducts(rows, facts, costOfProduct)
const carbon = (rows: readonly FactRow[], facts: Facts) => addProducts(rows, facts, carbonOfProduct)
const share = (top: string, bottom: string) => (rows: readonly FactRow[]) => divide(add(rows, top), add(rows, bottom))
const hourShare = (top: string, bottom: string) => (rows: readonly FactRow[]) => divide(hours(add(rows, top)), hours(add(rows, bottom)))

function onlyHolding(rows: readonly FactRow[], facts: Facts, isAssigned: boolean): FactRow[] {
  const assigned = new Set(facts.daily.filter((row) => row['assignedPlaceDays'] > 0).map((row) => row['product']))
  return rows.filter((row) => assigned.has(row['product']) === isAssigned)
}

function total(amount: number, rows: readonly FactRow[]): Counted {
  return rows.length === 0 ? { value: null, n: 0 } : { value: amount, n: new Set(rows.map((row) => row['day'])).size }
}

/** Walks over the batteries bin by bin until 95 of 100 are passed. */
function fadeP95(rows: readonly FactRow[]): Counted {
  const all = add(rows, 'batteries')
  let passed = 0
  for (const bin of [...new Set(rows.map((row) => row['bin']))].toSorted((a, b) => a - b)) {
    const inBin = rows.filter((row) => row['bin'] === bin)
    const held = add(inBin, 'batteries')
    if (held > 0 && passed + held >= 0.95 * all) return { value: (bin + (0.95 * all - passed) / held) * 0.05, n: all }
    passed += held
  }
  return { value: null, n: all }
}

/** For each KPI: its facts, its group, and how a loop counts it. */
const recounts: Readonly<Record<string, readonly [table: keyof Facts, group: string | null, count: Recount]>> = {
  slaKept: ['daily', 'mode', share('promisesKept', 'promisesDue')],
  swapServiceLevel: ['daily', 'mode', share('servedAtOnce', 'requests')],
  stockOut: ['daily', 'product', hourShare('stockOutMs', 'stockPlaceMs')],
  stockOutWorstHour: ['hourly', 'hourOfWeek', hourShare('stockOutMs', 'stockPlaceMs')],
  availability: ['daily', 'product', hourShare('availableMs', 'contractMs')],
  swapsPerCourierHour: ['daily', null, (rows) => divide(add(rows, 'swaps'), hours(add(rows, 'courierPaidMs')))],
  replacementsPerCourierHour: ['daily', null, (rows) => divide(add(rows, 'replacements'), hours(add(rows, 'courierPaidMs')))],
  kmPerStop: ['daily', null, (rows) => divide(add(rows, 'drivenM') / 1000, add(rows, 'stops'))],
  courierBusy: ['daily', null, hourShare('courierBusyMs', 'courierPaidMs')],
  courierBusyWorstHour: ['hourly', 'hourOfWeek', hourShare('courierBusyMs', 'courierPaidMs')],
  stationUse: ['daily', 'product', share('stationPacks', 'ratedStationPacks')],
  floatFactor: ['daily', 'product', share('ownedDays', 'placeDays')],
  fadeMean: ['fade', 'model', (rows) => divide(add(rows, 'fadeMillionths') / 10_000, add(rows, 'batteries'))],
  fadeP95: ['fade', 'model', fadeP95],
  replacedPerYear: ['daily', 'product', (rows) => divide(add(rows, 'assignedReplacements'), add(rows, 'assignedPlaceDays') / 365.25)],
  withdrawnPerYear: [
    'daily',
    'product',
    (rows) => divide(add(rows, 'withdrawn'), (add(rows, 'placeDays') - add(rows, 'assignedPlaceDays')) / 365.25),
  ],
  replacementsForWear: ['daily', 'product', share('replacementsWear', 'replacements')],
  replacementsForFault: ['daily', 'product', share('replacementsFault', 'replacements')],
  replacementsForContract: ['daily', 'product', share('replacementsContract', 'replacements')],
  lostPerThousandMonths: ['daily', 'product', (rows) => divide(1000 * add(rows, 'lost'), months(rows))],
  costPerKWh: [
    'daily',
    'product',
    (rows, facts) => {
      const pooled = onlyHolding(rows, facts, false)
      return divide(cost(pooled, facts) / 1_000_000, add(pooled, 'energyChargedMilliWh') / 1_000_000)
    },
  ],
  costPerBatteryMonth: [
    'daily',
    'product',
    (rows, facts) => {
      const assigned = onlyHolding(rows, facts, true)
      return divide(cost(assigned, facts) / 1_000_000, months(assigned))
    },
  ],
  contributionPerBatteryMonth: [
    'daily',
    'product',
    (rows, facts) => divide((add(rows, 'feeMicroEur') - cost(rows, facts) - add(rows, 'creditMicroEur')) / 1_000_000, months(rows)),
  ],
  purchasesPerBatteryMonth: ['daily', 'product', (rows) => divide(add(rows, 'purchaseMicroEur') / 1_000_000, months(rows))],
  energyBought: ['daily', 'product', (rows) => total(add(rows, 'energyBoughtMilliWh') / 1_000_000, rows)],
  co2: ['daily', null, (rows) => total(add(rows, 'co2ChargingMilliG', 'co2TravelMilliG', 'co2PacksMilliG') / 1_000_000, rows)],
  co2PerKWh: [
    'daily',
    'product',
    (rows, facts) => {
      const pooled = onlyHolding(rows, facts, false)
      return divide(carbon(pooled, facts) / 1_000_000, add(pooled, 'energyChargedMilliWh') / 1_000_000)
    },
  ],
  co2Charging: ['daily', 'product', (rows) => total(add(rows, 'co2ChargingMilliG') / 1_000_000, rows)],
  co2Travel: ['daily', null, (rows) => total(add(rows, 'co2TravelMilliG') / 1_000_000, rows)],
  co2Packs: ['daily', 'product', (rows) => total(add(rows, 'co2PacksMilliG') / 1_000_000, rows)],
}

const holdings: Readonly<Record<string, boolean>> = { costPerKWh: false, co2PerKWh: false, costPerBatteryMonth: true }

/** Only hours with at least a tenth of the fullest hour's paid time compete for the busiest. */
function findWorst(id: string, groups: readonly (Counted & { readonly key: number })[]): Counted & { readonly at: number | null } {
  const least = id === 'courierBusyWorstHour' ? 0.1 * Math.max(...groups.map(({ n }) => n)) : 0
  let worst: Counted & { readonly at: number | null } = { value: null, n: 0, at: null }
  for (const { key, value, n } of groups)
    if (value !== null && n >= least && (worst.value === null || value > worst.value)) worst = { value, n, at: key }
  return worst
}

/** Counts a KPI from rows with plain loops, without SQL and without the KPI's definition. */
export function recount(id: string, facts: Facts) {
  const [table, group, count] = recounts[id]
  const taken = id in holdings ? onlyHolding(facts.daily, facts, holdings[id]) : facts[table]
  const keys = group === null ? [] : [...new Set(taken.map((row) => row[group]))].toSorted((a, b) => a - b)
  const groups = keys.map((key) => ({
    key,
    ...count(
      taken.filter((row) => row[group!] === key),
      facts,
    ),
  }))
  const whole = id.endsWith('WorstHour') ? findWorst(id, groups) : { ...count(taken, facts), at: null }
  return { ...whole, groups: id === 'fadeP95' ? groups.filter(({ value }) => value !== null) : groups }
}
