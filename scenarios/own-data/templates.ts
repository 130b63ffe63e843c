import { dateTextFromDays, typicalYear } from '../../twin/index.ts'
import type { City, ModeShares, WorldSpec } from '../../twin/index.ts'
import { batteryColumns } from './batteries.ts'
import { customerColumns } from './customers.ts'
import { weatherColumns } from './weather.ts'

const decimals = 5
const modes: readonly (keyof ModeShares)[] = ['box', 'pickUp', 'delivery', 'fullMaintenance']

/** A `customers.csv` to fill in: one row of an example for each segment, in the middle of the city's demand. */
export function customersTemplate(spec: WorldSpec, { graph, demand }: City): string {
  const rows = spec.segments.map(({ id, product, packsPerCustomer, modeShares }, i) => {
    const node = demand.node[Math.floor(((i + 0.5) * demand.node.length) / spec.segments.length)]
    const mode = modes.reduce((best, one) => (modeShares[one] > modeShares[best] ? one : best))
    return [`example ${i + 1}`, round(graph.latDeg[node]), round(graph.lonDeg[node]), product, id, packsPerCustomer, mode]
  })
  return toText(Object.values(customerColumns), rows)
}

/** A `batteries.csv` to fill in: one row of an example for each product. */
export function batteriesTemplate({ products }: WorldSpec): string {
  return toText(
    Object.values(batteryColumns).filter(({ name }) => name !== batteryColumns.sohPct.name && name !== batteryColumns.multiplier.name),
    products.map(({ id }, i) => [id, 200 * (i + 1), i % 2 === 0 ? '' : 0.95, 10]),
  )
}

/** A `weather.csv` to fill in: the daily means of the scenario's typical year, from its first day on. */
export function weatherTemplate(spec: WorldSpec): string {
  const { firstDay, meanDegC } = typicalYear(spec)
  return toText(
    Object.values(weatherColumns),
    meanDegC.map((degC, day) => [dateTextFromDays(firstDay + day), degC.toFixed(1)]),
  )
}

function round(degrees: number): number {
  return Number(degrees.toFixed(decimals))
}

function toText(columns: readonly { readonly name: string }[], rows: readonly (readonly (string | number)[])[]): string {
  return [columns.map(({ name }) => name), ...rows].map((fields) => fields.join(',')).join('\r\n') + '\r\n'
}
