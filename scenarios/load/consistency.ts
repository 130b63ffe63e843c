import type { WorldSpec } from '../../twin/index.ts'
import { judgeName } from './check-field.ts'
import { checkByHand, hubNamesOf } from './by-hand.ts'
import type { JsonObject } from './json.ts'
import { addProblem, hasProblemAt } from './report.ts'
import type { Report } from './report.ts'

/** Shares add up to 1 when they do so to nine decimals. */
const shareTolerance = 1e-9

/**
 * What no single key can tell: references, sums, orders and combinations. `spec` is complete and valid key by key; `ids` are the file's
 * keys of lists whose items carry none. A part with a problem of its own is not judged again.
 */
export function checkConsistency(spec: WorldSpec, file: JsonObject, report: Report): void {
  checkNotEmpty(spec, report)
  for (const segment of spec.segments) checkSegment(spec, segment, report)
  checkNames(spec, file, report)
  checkByHand(spec, report)
  checkCouriers(spec, file, report)
  checkOrders(spec, report)
  checkModel(spec, report)
}

function add(report: Report, code: string, path: string, value: number | string, remedy: string): void {
  if (!hasProblemAt(report, path)) addProblem(report, code, path, value, remedy)
}

function checkNotEmpty(spec: WorldSpec, report: Report): void {
  if (spec.products.length === 0) add(report, 'missing-key', 'products', 0, 'Add a product: without one there is no fleet')
  if (spec.segments.length === 0) add(report, 'missing-key', 'segments', 0, 'Add a segment: without one there are no customers')
}

function checkSegment(spec: WorldSpec, segment: WorldSpec['segments'][number], report: Report): void {
  const path = `segments.${segment.id}`
  const ids = spec.products.map(({ id }) => id)
  const unknown = judgeName('unknown-product', segment.product, ids)
  if (unknown) add(report, unknown[0], `${path}.product`, segment.product, unknown[1])
  checkShares(`${path}.modeShares`, Object.values(segment.modeShares), report)
  const product = spec.products.find(({ id }) => id === segment.product)
  if (product) checkTrigger(path, segment, product.holding, report)
  if (segment.swapTrigger === 'appointment' && segment.appointmentsPerWeek * segment.appointmentPacks === 0)
    add(
      report,
      'inconsistent',
      `${path}.appointmentsPerWeek`,
      segment.appointmentsPerWeek,
      'Write appointmentsPerWeek and appointmentPacks above 0',
    )
  if (segment.appointmentPacks > segment.packsPerCustomer)
    add(
      report,
      'inconsistent',
      `${path}.appointmentPacks`,
      segment.appointmentPacks,
      `Write at most packsPerCustomer: ${segment.packsPerCustomer}`,
    )
}

function checkTrigger(path: string, segment: WorldSpec['segments'][number], holding: string, report: Report): void {
  const isSwapped = segment.swapTrigger !== 'none'
  if (isSwapped === (holding === 'pooled')) return
  const remedy =
    holding === 'pooled'
      ? 'Write request, forecast or appointment: pooled batteries are swapped'
      : 'Write none: assigned batteries stay with their customer and are charged there'
  add(report, 'inconsistent', `${path}.swapTrigger`, segment.swapTrigger, remedy)
}

function checkShares(path: string, shares: readonly number[], report: Report): void {
  const sum = shares.reduce((total, share) => total + share, 0)
  const shown = Number(sum.toPrecision(9))
  if (Math.abs(sum - 1) > shareTolerance)
    add(report, 'shares-not-one', path, shown, `Write shares that add up to 1; these add up to ${shown}`)
}

/** Names that items of lists refer to. */
function checkNames(spec: WorldSpec, file: JsonObject, report: Report): void {
  const names = hubNamesOf(spec)
  const products = spec.products.map(({ id }) => id)
  for (const { path, ids, items } of hubLists(spec, file)) {
    items.forEach(({ hub }, i) => {
      const unknown = judgeName('unknown-hub', hub, names)
      // Numbered names are many: the remedy lists the directions only.
      const remedy = unknown?.[1].replace(/(, [A-Za-z-]+ [0-9]+)+$/, ', East 2 …')
      if (remedy !== undefined) add(report, 'unknown-hub', `${path}.${ids[i]}.hub`, hub, remedy)
    })
  }
  const ids = itemIds(file, 'fleet', 'purchases')
  spec.fleet.purchases.forEach(({ product }, i) => {
    const unknown = judgeName('unknown-product', product, products)
    if (unknown) add(report, unknown[0], `fleet.purchases.${ids[i]}.product`, product, unknown[1])
  })
}

/** Lists whose items name a hub. */
function hubLists({ hubs, couriers, fleet }: WorldSpec, file: JsonObject) {
  return [
    { path: 'hubs.closures', ids: itemIds(file, 'hubs', 'closures'), items: hubs.closures },
    { path: 'couriers.staffing', ids: itemIds(file, 'couriers', 'staffing'), items: couriers.staffing },
    { path: 'fleet.purchases', ids: itemIds(file, 'fleet', 'purchases'), items: fleet.purchases },
  ]
}

function checkCouriers({ couriers }: WorldSpec, file: JsonObject, report: Report): void {
  const ids = itemIds(file, 'couriers', 'shifts')
  couriers.shifts.forEach(({ startHour, endHour }, i) => {
    if (endHour <= startHour)
      add(
        report,
        'inconsistent',
        `couriers.shifts.${ids[i]}.endHour`,
        endHour,
        `Write an hour after startHour: ${startHour}; split a night at 24`,
      )
  })
  if (couriers.count === 0 && couriers.staffing.every(({ count }) => count === 0)) return
  if (couriers.shifts.length === 0) add(report, 'missing-key', 'couriers.shifts', 0, 'Add a shift, or write couriers.count: 0')
  const vehicleShares = couriers.vehicles.map(({ share }) => share)
  checkShares('couriers.vehicles', vehicleShares, report)
}

/** Pairs of values that must not fall; each is reported at the second. */
function checkOrders(spec: WorldSpec, report: Report): void {
  const { hubs, shops, partner, renewal, rules } = spec
  checkRising('hubs.closeHour', hubs.openHour, hubs.closeHour, 'openHour', report)
  checkRising('shops.closeHour', shops.openHour, shops.closeHour, 'openHour', report)
  checkRising('partner.leadHoursMode', partner.leadHoursMin, partner.leadHoursMode, 'leadHoursMin', report)
  checkRising('partner.leadHoursMax', partner.leadHoursMode, partner.leadHoursMax, 'leadHoursMode', report)
  checkRising('renewal.refurbishFromSohFrac', renewal.secondLifeFromSohFrac, renewal.refurbishFromSohFrac, 'secondLifeFromSohFrac', report)
  checkRising('renewal.reuseFromSohFrac', renewal.refurbishFromSohFrac, renewal.reuseFromSohFrac, 'refurbishFromSohFrac', report)
  for (const { id, cold } of spec.products) {
    const path = `products.${id}.cold`
    checkRising(`${path}.usableAtZeroFrac`, cold.usableAtMinus20Frac, cold.usableAtZeroFrac, 'usableAtMinus20Frac', report)
    checkRising(`${path}.chargeFullDegC`, cold.chargeStopDegC, cold.chargeFullDegC, 'chargeStopDegC', report)
  }
  checkRising('rules.chargeStopFromDegC', rules.chargeSlowFromDegC, rules.chargeStopFromDegC, 'chargeSlowFromDegC', report)
}

function checkRising(path: string, low: number, high: number, lowKey: string, report: Report): void {
  if (high < low) add(report, 'inconsistent', path, high, `Write at least ${lowKey}: ${low}`)
}

/** Whether the model is at hand is known only when a run begins. */
function checkModel({ rules: { replacement } }: WorldSpec, report: Report): void {
  if (replacement.model === '' || /^[0-9a-f]{16}$/.test(replacement.model)) return
  const remedy = 'Write the content hash of a learned model, 16 hex digits as its file says, or nothing for the thresholds'
  add(report, 'bad-hash', 'rules.replacement.model', replacement.model, remedy)
}

/** Ids of a list in the order of the specification. */
function itemIds(file: JsonObject, groupKey: string, listKey: string): string[] {
  return Object.keys((file[groupKey] as JsonObject)[listKey] as JsonObject).toSorted(compareCodeUnits)
}

/** Order of texts by UTF-16 code units: the same on every machine. */
export function compareCodeUnits(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0
}
