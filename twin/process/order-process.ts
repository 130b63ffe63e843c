import { compileProcess } from './process.ts'
import type { Transition } from './process.ts'

/** States of an order: a visit by a courier or by the partner. */
export const OrderState = { free: 0, waiting: 1, onTour: 2, absent: 3, withPartner: 4, done: 5, failed: 6 } as const

/** What can happen to an order. */
export const OrderEvent = {
  accept: 0,
  acceptPartner: 1,
  load: 2,
  present: 3,
  absent: 4,
  retry: 5,
  giveUp: 6,
  partnerDelivers: 7,
  putBack: 8,
  close: 9,
} as const

/** What the engine does at a transition. */
export const OrderAction = { enqueue: 0, hand: 1, dequeue: 2, pauseClock: 3, requeue: 4, fail: 5, handToPartner: 6, release: 7 } as const

const S = OrderState
const E = OrderEvent
const A = OrderAction

export const orderTransitions: readonly Transition[] = [
  { id: 'order.accept', from: S.free, event: E.accept, action: A.enqueue, to: S.waiting },
  { id: 'order.accept-partner', from: S.free, event: E.acceptPartner, action: A.handToPartner, to: S.withPartner },
  { id: 'order.load', from: S.waiting, event: E.load, action: A.dequeue, to: S.onTour },
  { id: 'order.present', from: S.onTour, event: E.present, action: A.hand, to: S.done },
  { id: 'order.absent', from: S.onTour, event: E.absent, action: A.pauseClock, to: S.absent },
  { id: 'order.put-back', from: S.onTour, event: E.putBack, action: A.requeue, to: S.waiting },
  { id: 'order.retry', from: S.absent, event: E.retry, action: A.requeue, to: S.waiting },
  { id: 'order.give-up', from: S.onTour, event: E.giveUp, action: A.fail, to: S.failed },
  { id: 'order.partner-delivers', from: S.withPartner, event: E.partnerDelivers, action: A.hand, to: S.done },
  { id: 'order.close-done', from: S.done, event: E.close, action: A.release, to: S.free },
  { id: 'order.close-failed', from: S.failed, event: E.close, action: A.release, to: S.free },
]

export const orderProcess = compileProcess('order', 7, 10, orderTransitions)
