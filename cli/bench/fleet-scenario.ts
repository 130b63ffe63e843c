import type { JsonObject } from '../../scenarios/index.ts'

/** Batteries owned / battery places under contract. */
const floatFactor = 1.25
/** Mean use a day that makes a set of one pack ask for an exchange every eighth day: 0.1 exchanges per battery owned. */
const dailyUseFrac = 0.0904

/**
 * The baseline with one pooled scooter pack for each customer, scaled to `batteries`: 70 % fetch their exchange from a box, 20 % at a
 * shop, 8 % are delivered to, 2 % are maintained at the door. Boxes, shops, hubs, couriers and limits grow with the fleet.
 */
export function scaleFleet(batteries: number, days: number, seed: number): JsonObject {
  const customers = Math.round(batteries / floatFactor)
  const perCustomers = (one: number): number => Math.max(1, Math.ceil(customers / one))
  return {
    name: 'bench-fleet',
    seed,
    days,
    // A tenth of an exchange a day in winter too: cold that takes energy would make it another load.
    products: {
      'ebike-500': null,
      'tool-100': null,
      'home-5000': null,
      'scooter-1500': { floatFactor, cold: { usableAtZeroFrac: 1, usableAtMinus20Frac: 1 } },
    },
    segments: {
      ebikes: null,
      tools: null,
      homes: null,
      scooters: {
        customers,
        packsPerCustomer: 1,
        modeShares: { box: 0.7, pickUp: 0.2, delivery: 0.08, fullMaintenance: 0.02 },
        dailyUseFrac,
        inspectionEveryDays: 180,
      },
    },
    hubs: { count: Math.min(64, perCustomers(8000)), chargers: 200, staff: 8 },
    shops: { count: perCustomers(1200), packs: 30, chargers: 20, restockAtMissing: 4 },
    boxes: { count: perCustomers(320), slots: 12, restockAtMissing: 2 },
    couriers: { count: perCustomers(1400), weekendShare: 1 },
    partner: { shareFrac: 0 },
    limits: { batteries: 2 * batteries + 1000, openOrders: 4 * customers + 16_384, pendingEvents: 16 * batteries + 65_536, events: 2e9 },
  }
}
