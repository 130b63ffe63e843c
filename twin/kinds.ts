/** How an exchange reaches the customer. `none` stands for work that serves no single customer (hub work, restocking). */
export const DeliveryMode = { none: 0, pickUp: 1, delivery: 2, box: 3, fullMaintenance: 4 } as const
export type DeliveryMode = (typeof DeliveryMode)[keyof typeof DeliveryMode]
export const deliveryModeCount = 5

/** What makes a customer ask for a swap. */
export const SwapTrigger = { none: 0, request: 1, forecast: 2, appointment: 3 } as const
export type SwapTrigger = (typeof SwapTrigger)[keyof typeof SwapTrigger]

/** Kinds of place that a battery can be at. `gone` has left the company; the row stays as a record. */
export const PlaceKind = { hub: 0, shop: 1, box: 2, customer: 3, courier: 4, partner: 5, workshop: 6, gone: 7 } as const
export type PlaceKind = (typeof PlaceKind)[keyof typeof PlaceKind]

/** What a battery is doing. */
export const BatteryStatus = {
  inUse: 0,
  ready: 1,
  charging: 2,
  queued: 3,
  /** Withdrawn from service, waits for its way to inspection. */
  withdrawn: 4,
  inspecting: 5,
  inTransit: 6,
  gone: 7,
} as const
export type BatteryStatus = (typeof BatteryStatus)[keyof typeof BatteryStatus]

/** Random faults by stated rates. `electronics` strikes the terminal: the battery's state is unknown until it is repaired. */
export const FaultKind = { none: 0, electronics: 1, water: 2, damage: 3, theft: 4 } as const
export type FaultKind = (typeof FaultKind)[keyof typeof FaultKind]

/** Why a replacement is due. */
export const ReplacementCause = { none: 0, wear: 1, fault: 2, contract: 3 } as const
export type ReplacementCause = (typeof ReplacementCause)[keyof typeof ReplacementCause]

/** What becomes of a used battery after inspection. */
export const UsedRoute = { reuse: 0, refurbish: 1, secondLife: 2, recycle: 3 } as const
export type UsedRoute = (typeof UsedRoute)[keyof typeof UsedRoute]
