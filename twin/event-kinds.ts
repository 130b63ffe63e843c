/** What an event is; its subject is the row named in the comment. The engine's one `switch` is on these numbers. */
export const EventKind = {
  /** The local day that begins. */
  dayBegins: 1,
  /** Customer. */
  customerNeeds: 2,
  customerGivesUp: 3,
  customerRetries: 4,
  /** Battery. */
  chargeDone: 5,
  faultStrikes: 6,
  /** Courier. */
  shiftBegins: 7,
  shiftEnds: 8,
  courierArrives: 9,
  courierServed: 10,
  courierBack: 11,
  courierReady: 12,
  /** Hub. */
  dispatch: 13,
  hubOpens: 14,
  /** Order. */
  orderDue: 15,
  orderRetries: 16,
  partnerDelivers: 17,
  /** Battery. */
  inspectionDone: 18,
  /** Product × hubs + hub. */
  rebuilt: 19,
  purchaseArrives: 20,
} as const
export type EventKind = (typeof EventKind)[keyof typeof EventKind]

/** Tie-break at equal times: the day changes first, then stock comes in, then people act, then promises are judged. The run ends after all that. */
export const EventPriority = { day: 0, stock: 1, act: 2, judge: 3, end: 4 } as const
