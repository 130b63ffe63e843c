import { compileProcess } from './process.ts'
import type { Transition } from './process.ts'

/** States of a customer with respect to its next exchange. */
export const CustomerState = { content: 0, visiting: 1, waiting: 2, unserved: 3, ordered: 4 } as const

/** What can happen to a customer. `need` = its set must be exchanged; `stationServes` and `stationLacks` are a place's answers. */
export const CustomerEvent = {
  need: 0,
  stationServes: 1,
  stationLacks: 2,
  giveUp: 3,
  retry: 4,
  order: 5,
  handOver: 6,
  orderFails: 7,
} as const

/** What the engine does at a transition. */
export const CustomerAction = { visit: 0, exchange: 1, queue: 2, leave: 3, placeOrder: 4, settle: 5, comeBack: 6 } as const

const S = CustomerState
const E = CustomerEvent
const A = CustomerAction

export const customerTransitions: readonly Transition[] = [
  { id: 'customer.visit', from: S.content, event: E.need, action: A.visit, to: S.visiting },
  { id: 'customer.served', from: S.visiting, event: E.stationServes, action: A.exchange, to: S.content },
  { id: 'customer.queue', from: S.visiting, event: E.stationLacks, action: A.queue, to: S.waiting },
  { id: 'customer.served-late', from: S.waiting, event: E.stationServes, action: A.exchange, to: S.content },
  { id: 'customer.leave', from: S.waiting, event: E.giveUp, action: A.leave, to: S.unserved },
  { id: 'customer.retry', from: S.unserved, event: E.retry, action: A.visit, to: S.visiting },
  { id: 'customer.order', from: S.content, event: E.order, action: A.placeOrder, to: S.ordered },
  { id: 'customer.handed', from: S.ordered, event: E.handOver, action: A.settle, to: S.content },
  { id: 'customer.order-fails', from: S.ordered, event: E.orderFails, action: A.comeBack, to: S.unserved },
  { id: 'customer.order-again', from: S.unserved, event: E.order, action: A.placeOrder, to: S.ordered },
]

export const customerProcess = compileProcess('customer', 5, 8, customerTransitions)
