import { createModelBuilder } from '../linear/index.ts'
import type { LinearModel, ModelBuilder, Term } from '../linear/index.ts'
import type { Assumptions } from './assumptions.ts'
import type { PlanBasis } from './basis.ts'
import { boxRange, sparesCost } from './decisions.ts'
import type { Effects } from './effects.ts'
import { chordsBelow } from './hull.ts'

/*
 * The plan as a linear model with whole variables; its mathematics stands in docs/decisions/011-fleet-plan.md.
 */

/** Where the model's variables and rows are; `[month][hub]`, `[month][hub][pool]`. */
export interface FleetModel {
  readonly model: LinearModel
  readonly couriers: readonly (readonly number[])[]
  readonly bought: readonly (readonly (readonly number[])[])[]
  readonly boxes: number
  readonly rows: {
    readonly budget: number
    readonly hires: readonly number[]
    readonly least: readonly (readonly number[])[]
    readonly chords: readonly (readonly (readonly { readonly row: number; readonly slope: number }[])[])[]
    readonly stock: readonly (readonly (readonly number[])[])[]
    readonly boxes: number
  }
  /** Mean paid hours of one courier of a hub, by month. */
  readonly hoursEach: readonly (readonly number[])[]
}

/** Which limit is left out, so that what it would have to be can be found; `null` for the plan itself. */
export type Freed = 'budget' | 'hires' | 'use' | null

interface Draft {
  readonly basis: PlanBasis
  readonly assumptions: Assumptions
  readonly effects: Effects
  readonly freed: Freed
  readonly builder: ModelBuilder
  /** Spending under the budget. */
  readonly spent: Term[]
}

/** Without a freed limit the cost is minimised; with one, the least of that limit. */
export function buildFleetModel(basis: PlanBasis, assumptions: Assumptions, effects: Effects, freed: Freed = null): FleetModel {
  const draft: Draft = { basis, assumptions, effects, freed, builder: createModelBuilder(), spent: [] }
  const hoursEach = basis.months.map((_, m) => basis.hubs.map((__, h) => meanHours(draft, m, h)))
  const couriers = addCouriers(draft, hoursEach)
  const staff = addStaffChanges(draft, couriers)
  const boxes = addBoxes(draft)
  const spares = addSpares(draft, boxes.at)
  const budget = limitBudget(draft)
  const { least, chords, variables } = couriers
  const rows = { budget, hires: staff, least, chords, stock: spares.rows, boxes: boxes.row }
  return { model: draft.builder.build(), couriers: variables, bought: spares.variables, boxes: boxes.at, rows, hoursEach }
}

/** In a model that seeks the least of a limit, nothing else has a cost. */
const costIn = ({ freed }: Draft, cost: number) => (freed === null ? cost : 0)

function meanHours({ effects }: Draft, month: number, hub: number): number {
  const { paidH } = effects.couriers[month][hub]
  const most = paidH.length - 1
  return paidH[most] / most
}

/** So that the budget holds whichever couriers work at weekends. */
function mostHours({ effects }: Draft, month: number, hub: number): number {
  const { paidH } = effects.couriers[month][hub]
  return paidH.reduce((most, hours, n) => (n === 0 ? most : Math.max(most, hours / n)), 0)
}

/** From so many couriers on one more saves less than it costs in every month: a plan need not think of more, unless tours need them. */
export function thoughtOf(basis: PlanBasis, assumptions: Assumptions, effects: Effects, hub: number): number {
  const wanted = basis.months.map((_, m) => {
    const { missed, paidH, least } = effects.couriers[m][hub]
    const worth = (n: number) => (missed[n] - missed[n + 1]) * assumptions.penaltyEur > (paidH[n + 1] - paidH[n]) * basis.eurPerHour * 0.5
    let last = 0
    for (let n = 0; n < missed.length - 1; n++) if (worth(n)) last = n + 1
    return Math.max(last, least)
  })
  const today = basis.work[hub].staff.reduce((most, staff) => Math.max(most, staff), 0)
  return Math.min(Math.max(today, ...wanted) + 1, basis.weekdayH[hub].length - 1)
}

function addCouriers(draft: Draft, hoursEach: readonly (readonly number[])[]) {
  const { basis, assumptions, effects, freed, builder, spent } = draft
  // With the limit on tours freed, one variable is the share that tours may fill, the same everywhere; 1 / share is what is linear in couriers.
  const room = freed === 'use' ? builder.add('courier time for each hour on tour', -1) : -1
  const most = basis.hubs.map((_, h) => thoughtOf(basis, assumptions, effects, h))
  const least: number[][] = []
  const chords: { row: number; slope: number }[][][] = []
  const variables = basis.months.map((_, m) => {
    least.push([])
    chords.push([])
    return basis.hubs.map((hub, h) => {
      const effect = effects.couriers[m][h]
      const at = builder.add(`couriers ${m} ${hub}`, costIn(draft, hoursEach[m][h] * basis.eurPerHour), true)
      spent.push([at, mostHours(draft, m, h) * basis.eurPerHour])
      const lowest = freed === 'use' ? 0 : Math.max(0, effect.least)
      least[m].push(
        freed === 'use' && effect.busyH > 0
          ? builder.limit(`tours ${m} ${hub}`, 0, null, [
              [at, hoursEach[m][h]],
              [room, -effect.busyH],
            ])
          : builder.limit(`tours ${m} ${hub}`, lowest, null, [[at, 1]]),
      )
      builder.limit(`most ${m} ${hub}`, null, Math.max(most[h], lowest), [[at, 1]])
      chords[m].push(freed === null ? addMissed(draft, at, m, h, lowest, Math.max(most[h], lowest)) : [])
      return at
    })
  })
  return { variables, least, chords }
}

function addMissed({ builder, effects, assumptions, basis }: Draft, at: number, m: number, h: number, from: number, to: number) {
  const name = `${m} ${basis.hubs[h]}`
  const missed = builder.add(`missed ${name}`, assumptions.penaltyEur)
  return chordsBelow(effects.couriers[m][h].missed, from, to).map(({ level, slope }) => ({
    slope,
    row: builder.limit(`missed ${name}`, level, null, [
      [missed, 1],
      [at, -slope],
    ]),
  }))
}

/** Hiring, leaving and moves between hubs, month by month from today's couriers on. Answers with the rows of the limit on hires. */
function addStaffChanges(draft: Draft, { variables }: { readonly variables: readonly (readonly number[])[] }): number[] {
  const { basis, assumptions, builder, freed, spent } = draft
  const { hireEur, leaveEur, moveEur, hiresPerMonth } = assumptions
  const hiresLimit = freed === 'hires' ? builder.add('hires in a month', 1) : -1
  return basis.months.map((_, m) => {
    const ups: Term[] = []
    const downs: Term[] = []
    basis.hubs.forEach((hub, h) => {
      const up = builder.add(`up ${m} ${hub}`, costIn(draft, hireEur))
      const down = builder.add(`down ${m} ${hub}`, costIn(draft, leaveEur))
      const before = m === 0 ? basis.work[h].staff[0] : 0
      const terms: Term[] = [
        [variables[m][h], 1],
        [up, -1],
        [down, 1],
      ]
      if (m > 0) terms.push([variables[m - 1][h], -1])
      builder.limit(`change ${m} ${hub}`, before, before, terms)
      ups.push([up, 1])
      downs.push([down, 1])
      spent.push([up, hireEur], [down, leaveEur])
    })
    const moved = builder.add(`moved ${m}`, costIn(draft, moveEur - hireEur - leaveEur))
    spent.push([moved, moveEur - hireEur - leaveEur])
    builder.limit(`moves in ${m}`, 0, null, [...ups, [moved, -1]])
    builder.limit(`moves out ${m}`, 0, null, [...downs, [moved, -1]])
    const hires: Term[] = [...ups, [moved, -1]]
    return freed === 'hires'
      ? builder.limit(`hires ${m}`, null, 0, [...hires, [hiresLimit, -1]])
      : builder.limit(`hires ${m}`, null, hiresPerMonth, hires)
  })
}

/** One number of boxes for all months, since a run places them once. */
function addBoxes(draft: Draft): { readonly at: number; readonly row: number } {
  const { basis, assumptions, effects, builder, freed, spent } = draft
  const days = basis.months.reduce((sum, month) => sum + month.days, 0)
  const at = builder.add('boxes', costIn(draft, basis.boxEurPerDay * days), true)
  const built = builder.add('boxes set up', costIn(draft, assumptions.boxSetUpEur))
  const removed = builder.add('boxes taken away', costIn(draft, assumptions.boxRemoveEur))
  builder.limit('boxes change', basis.boxes, basis.boxes, [
    [at, 1],
    [built, -1],
    [removed, 1],
  ])
  spent.push([built, assumptions.boxSetUpEur], [removed, assumptions.boxRemoveEur])
  const table = effects.boxMissed
  if (table === null) return { at, row: builder.limit('boxes', basis.boxes, basis.boxes, [[at, 1]]) }
  const [fewest, most] = boxRange(basis, assumptions)
  if (freed === null) {
    const missed = builder.add('missed at boxes', assumptions.penaltyEur)
    for (const { level, slope } of chordsBelow(table, fewest, most)) {
      builder.limit('missed at boxes', level, null, [
        [missed, 1],
        [at, -slope],
      ])
    }
  }
  return { at, row: builder.limit('boxes', fewest, most, [[at, 1]]) }
}

/** Spare batteries bought, and what stays missing at a hub's shelf. */
function addSpares(draft: Draft, boxes: number) {
  const { basis, assumptions, effects, builder, freed, spent } = draft
  const rows: number[][][] = []
  const variables = basis.months.map((_, m) => {
    rows.push(basis.hubs.map(() => []))
    return basis.hubs.map((hub) =>
      basis.pools.map(({ id, priceEur }) => {
        const at = builder.add(`bought ${m} ${hub} ${id}`, costIn(draft, sparesCost(basis, assumptions, priceEur, m)), true)
        spent.push([at, priceEur])
        return at
      }),
    )
  })
  basis.months.forEach((_, m) =>
    basis.hubs.forEach((hub, h) =>
      basis.pools.forEach(({ id, perBox }, p) => {
        const { need, stock, missedPerShort } = effects.stock[m][h][p]
        // Slots of a box more are filled from the shelves of all hubs.
        const each = perBox / basis.hubs.length
        const terms: Term[] = variables.slice(0, m + 1).map((byHub) => [byHub[h][p], 1])
        if (freed === null) terms.push([builder.add(`short ${m} ${hub} ${id}`, missedPerShort * assumptions.penaltyEur), 1])
        const low = freed === null ? need - stock - each * basis.boxes : null
        rows[m][h].push(builder.limit(`stock ${m} ${hub} ${id}`, low, null, [...terms, [boxes, -each]]))
      }),
    ),
  )
  return { variables, rows }
}

function limitBudget({ builder, assumptions, freed, spent }: Draft): number {
  if (freed !== 'budget') return builder.limit('budget', null, assumptions.budgetEur, spent)
  const needed = builder.add('budget', 1)
  return builder.limit('budget', null, 0, [...spent, [needed, -1]])
}
