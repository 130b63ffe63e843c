import { expect, test } from 'vitest'
import { alikeDays } from './basis-fixture.ts'
import type { Decisions } from './decisions.ts'
import { editsOf } from './edits.ts'

const nothing = new Float64Array(90)
const pool = {
  id: 'scooter',
  label: 'Scooter',
  priceEur: 600,
  chargeH: 2,
  spares: 0,
  perBox: 11,
  hubStock: [0, 0],
  planned: [nothing, nothing],
  byCourier: [nothing, nothing],
  byPartner: [nothing, nothing],
  perDelivery: 2,
}
const basis = { ...alikeDays(3, [{}, {}]), pools: [pool], boxes: 12, ruledBoxes: 10 }
const decisions: Decisions = {
  couriers: [
    [4, 2],
    [4, 3],
    [4, 3],
  ],
  bought: [
    [[0], [5]],
    [[0], [0]],
    [[1], [0]],
  ],
  boxes: 13,
}
const before = { staffing: [], purchases: {} }

test('a plan says couriers where they change, batteries where they are bought, and moves the boxes that the count places', () => {
  expect(editsOf(basis, decisions, before)).toEqual({
    'couriers.staffing': {
      'plan 01 Hub 1': { hub: 'Hub 1', fromDay: 0, count: 4 },
      'plan 01 Hub 2': { hub: 'Hub 2', fromDay: 0, count: 2 },
      'plan 02 Hub 2': { hub: 'Hub 2', fromDay: 30, count: 3 },
    },
    'fleet.purchases': {
      'plan scooter 01 Hub 2': { product: 'scooter', hub: 'Hub 2', day: 0, count: 5 },
      'plan scooter 03 Hub 1': { product: 'scooter', hub: 'Hub 1', day: 60, count: 1 },
    },
    'boxes.count': 11,
  })
})

test('a scenario’s own staffing gives way, and what is bought anyway stays', () => {
  const own = { product: 'scooter', hub: 'Hub 2', day: 0, count: 7 }
  const edits = editsOf(basis, decisions, { staffing: ['winter'], purchases: { 'plan scooter 01 Hub 2': own, other: own } })
  expect(edits['couriers.staffing']['winter']).toBeNull()
  expect(edits['fleet.purchases']['plan scooter 01 Hub 2'].count).toBe(12)
  expect(edits['fleet.purchases']['other']).toEqual(own)
})
