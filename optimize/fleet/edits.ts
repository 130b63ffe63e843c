import type { PlanBasis } from './basis.ts'
import type { Decisions } from './decisions.ts'

// Types and not interfaces, so that they are JSON.
type StaffingItem = {
  readonly hub: string
  readonly fromDay: number
  readonly count: number
}

type PurchaseItem = {
  readonly product: string
  readonly hub: string
  readonly day: number
  readonly count: number
}

/** Values of a scenario file by path, as a plan would have them; `null` takes an item of the scenario out. */
export interface PlanEdits {
  readonly 'couriers.staffing': Readonly<Record<string, StaffingItem | null>>
  readonly 'fleet.purchases': Readonly<Record<string, PurchaseItem>>
  readonly 'boxes.count': number
}

/** What the scenario says already: a plan's couriers take the place of its staffing, its batteries come on top of those that are bought anyway. */
export interface EditsBefore {
  readonly staffing: readonly string[]
  readonly purchases: Readonly<Record<string, PurchaseItem>>
}

/** The plan as edits of its scenario: couriers where their number changes, batteries where some are bought, and the number of boxes. */
export function editsOf(basis: PlanBasis, decisions: Decisions, before: EditsBefore): PlanEdits {
  return {
    'couriers.staffing': { ...Object.fromEntries(before.staffing.map((id) => [id, null])), ...staffingOf(basis, decisions) },
    'fleet.purchases': purchasesOf(basis, decisions, before.purchases),
    'boxes.count': basis.ruledBoxes + decisions.boxes - basis.boxes,
  }
}

function staffingOf({ hubs, months }: PlanBasis, { couriers }: Decisions): Record<string, StaffingItem> {
  const items = months.flatMap(({ fromDay }, m) =>
    hubs.flatMap((hub, h) => {
      const count = couriers[m][h]
      return m > 0 && couriers[m - 1][h] === count ? [] : [[idOf('plan', hub, m), { hub, fromDay, count }] as const]
    }),
  )
  return Object.fromEntries(items)
}

/** A second plan may buy where a first one did: one entry, both numbers. */
function purchasesOf(
  { hubs, months, pools }: PlanBasis,
  { bought }: Decisions,
  before: EditsBefore['purchases'],
): Record<string, PurchaseItem> {
  const items: Record<string, PurchaseItem> = { ...before }
  months.forEach(({ fromDay }, m) =>
    hubs.forEach((hub, h) =>
      pools.forEach(({ id: product }, p) => {
        const id = idOf(`plan ${product}`, hub, m)
        const count = bought[m][h][p] + (before[id]?.count ?? 0)
        if (bought[m][h][p] > 0) items[id] = { product, hub, day: fromDay, count }
      }),
    ),
  )
  return items
}

/** Ids that sort by month and keep to the letters that a scenario allows. */
function idOf(what: string, hub: string, month: number): string {
  return `${what} ${String(month + 1).padStart(2, '0')} ${hub}`
}
