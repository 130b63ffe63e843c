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

/** The words of a scenario, each looked up once however often it stands in a file. */
export interface Words {
  readonly mode: (text: string) => Word
  readonly product: (text: string) => Word
  readonly segment: (text: string) => Word
}

export function createWords(spec: WorldSpec): Words {
  return {
    mode: remember(findMode),
    product: remember((text) => findProduct(spec, text)),
    segment: remember((text) => findSegment(spec, text)),
  }
}

/** A file of wrong words has as many as it has rows. */
const mostKept = 1000

function remember(find: (text: string) => Word): (text: string) => Word {
  const kept = new Map<string, Word>()
  return (text) => {
    const word = kept.get(text) ?? find(text)
    if (kept.size < mostKept) kept.set(text, word)
    return word
  }
}

/** Delivery mode by any of its names. */
function findMode(text: string): Word {
  const at = modeWords[plain(text)]
  return at === undefined ? { code: 'unknown-mode', remedy: 'Write pickUp, delivery, box or fullMaintenance.' } : { at }
}

/** Product by id or label, large and small letters alike. */
function findProduct({ products }: WorldSpec, text: string): Word {
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
function findSegment({ segments }: WorldSpec, text: string): Word {
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
