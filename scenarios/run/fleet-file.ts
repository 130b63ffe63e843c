import type { Problem } from '../../data/columns/index.ts'
import { canReachSoh, countSpares, firstDayRates } from '../../twin/index.ts'
import type { Layout, WorldSpec } from '../../twin/index.ts'

/**
 * Batteries of a fleet file that this fleet has not: `segment/customer/pack` with both numbers from 1, or `product/spare/number`.
 * Nothing is passed over silently: each such name is a problem.
 */
export function checkFleetFile(spec: WorldSpec): Problem[] {
  if (spec.fleet.startFleet !== 'file') return []
  return spec.fleet.batteries
    .filter(({ name }) => !isInFleet(spec, name))
    .map(({ name }) => ({
      code: 'unknown-battery',
      place: `fleet.batteries.${name}`,
      value: name.slice(0, 80),
      remedy: 'Name a battery of this fleet, such as ebikes/17/1 (segment/customer/pack) or scooter-1500/spare/3 (product/spare/number).',
    }))
}

/** Batteries of a fleet file, or of the company's own list, whose stated health the ageing laws never lead to, under this layout's weather. */
export function checkStatedHealth(layout: Layout): Problem[] {
  const { spec } = layout
  const told = [...layout.known.values()].flatMap(({ name, sohFrac, multiplier }) =>
    sohFrac === null ? [] : [{ name, sohFrac, multiplier }],
  )
  if (told.length === 0) return []
  const rates = firstDayRates(layout)
  return told
    .filter((battery) => !canReachSoh(spec, rates, productOf(spec, battery.name), battery))
    .map(({ name, sohFrac }) => ({
      code: 'unreachable-soh',
      place: `fleet.batteries.${name}.sohFrac`,
      value: String(sohFrac),
      remedy: `The ageing model of ${spec.products[productOf(spec, name)].label} never leads there: write a health nearer to 1, or none to have it aged by ageDays.`,
    }))
}

/** Index of the product of a battery that is in the fleet. */
function productOf(spec: WorldSpec, name: string): number {
  const owner = name.split('/')[0]
  const segment = spec.segments.find(({ id }) => id === owner)
  return spec.products.findIndex(({ id }) => id === (segment?.product ?? owner))
}

function isInFleet(spec: WorldSpec, name: string): boolean {
  const [owner, middle, last, ...rest] = name.split('/')
  if (rest.length > 0 || !isNumber(last)) return false
  const segment = spec.segments.find(({ id }) => id === owner)
  if (segment && isNumber(middle)) return Number(middle) <= segment.customers && Number(last) <= segment.packsPerCustomer
  const product = spec.products.find(({ id }) => id === owner)
  return product !== undefined && middle === 'spare' && Number(last) <= countSpares(spec, product)
}

function isNumber(text: string | undefined): text is string {
  return text !== undefined && /^[1-9]\d*$/.test(text)
}
