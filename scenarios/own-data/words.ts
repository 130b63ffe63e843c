import type { WorldSpec } from '../../twin/index.ts'
import { DeliveryMode } from '../../twin/index.ts'
import { judgeName } from '../load/index.ts'

const plain = (text: string): string => text.toLowerCase().replaceAll(/[^a-z0-9]/g, '')

/** What people call the modes of delivery. */
const modeWords: Readonly<Record<string, number>> = {
  pickup: DeliveryMode.pickUp,
  shop: DeliveryMode.pickUp,
  delivery: DeliveryMode.delivery,
  ontime: DeliveryMode.delivery,
  deliveryontime: DeliveryMode.delivery,
  box: DeliveryMode.box,
  pickupbox: DeliveryMode.box,
  locker: DeliveryMode.box,
  fullmaintenance: DeliveryMode.fullMaintenance,
  maintenance: DeliveryMode.fullMaintenance,
}

/** A word's index, or why it has none. */
export type Word = { readonly at: number } | { readonly code: string; readonly remedy: string }

/** Delivery mode by any of its names. */
export function findMode(text: string): Word {
  const at = modeWords[plain(text)]
  return at === undefined ? { code: 'unknown-mode', remedy: 'Write pickUp, delivery, box or fullMaintenance.' } : { at }
}

/** Product by id or label, large and small letters alike. */
export function findProduct({ products }: WorldSpec, text: string): Word {
  const at = products.findIndex(({ id, label }) => plain(id) === plain(text) || plain(label) === plain(text))
  return at >= 0
    ? { at }
    : notFound(
        'unknown-product',
        text,
        products.map(({ id }) => id),
      )
}

/** Segment by id or label. */
export function findSegment({ segments }: WorldSpec, text: string): Word {
  const at = segments.findIndex(({ id, label }) => plain(id) === plain(text) || plain(label) === plain(text))
  return at >= 0
    ? { at }
    : notFound(
        'unknown-segment',
        text,
        segments.map(({ id }) => id),
      )
}

function notFound(code: string, text: string, names: readonly string[]): Word {
  return { code, remedy: judgeName(code, text, names)?.[1] ?? '' }
}
