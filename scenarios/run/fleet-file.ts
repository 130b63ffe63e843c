import type { Problem } from '../../data/columns/index.ts'
import { countSpares } from '../../twin/index.ts'
import type { WorldSpec } from '../../twin/index.ts'

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
