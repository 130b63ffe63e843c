import { assert } from '../../sim/assert.ts'

/**
 * A snapshot as the pages in which it differs from a key, or from nothing but zeros: more than half of an arena is spare room, and most of the
 * rest stays as it is for days. A key has no key itself.
 */
export interface PackedSnapshot {
  readonly key: PackedSnapshot | null
  /** Bytes of the snapshot itself. */
  readonly wholeBytes: number
  /** Bytes that the pages hold here. */
  readonly byteLength: number
  readonly page: Uint32Array
  readonly words: Uint32Array
}

/** A key with the snapshot that it stands for. */
export interface SnapshotKey {
  readonly packed: PackedSnapshot
  readonly whole: ArrayBuffer
}

/** Words of a page: smaller ones hold less that has not changed, and cost more to find. */
export const pageWords = 128

/** Packs a snapshot against a key, which must be of equal size; against zeros where there is none. */
export function packSnapshot(snapshot: ArrayBuffer, key: SnapshotKey | null = null): PackedSnapshot {
  assert(snapshot.byteLength % 4 === 0, 'snapshot-not-words', snapshot.byteLength)
  assert(key === null || key.whole.byteLength === snapshot.byteLength, 'snapshot-of-another-size', snapshot.byteLength)
  const words = new Uint32Array(snapshot)
  const before = key === null ? null : new Uint32Array(key.whole)
  const pages: number[] = []
  for (let from = 0; from < words.length; from += pageWords) if (isOther(words, before, from)) pages.push(from / pageWords)
  const kept = new Uint32Array(pages.length * pageWords)
  pages.forEach((page, i) => kept.set(words.subarray(page * pageWords, (page + 1) * pageWords), i * pageWords))
  return {
    key: key?.packed ?? null,
    wholeBytes: snapshot.byteLength,
    byteLength: kept.byteLength + 4 * pages.length,
    page: Uint32Array.from(pages),
    words: kept,
  }
}

function isOther(words: Uint32Array, before: Uint32Array | null, from: number): boolean {
  const end = Math.min(words.length, from + pageWords)
  if (before === null) {
    for (let i = from; i < end; i++) if (words[i] !== 0) return true
    return false
  }
  for (let i = from; i < end; i++) if (words[i] !== before[i]) return true
  return false
}

/** The snapshot itself again, every bit of it. */
export function unpackSnapshot({ key, wholeBytes, page, words }: PackedSnapshot): ArrayBuffer {
  const whole = key === null ? new ArrayBuffer(wholeBytes) : unpackSnapshot(key)
  const into = new Uint32Array(whole)
  for (let i = 0; i < page.length; i++) {
    const from = page[i] * pageWords
    const count = Math.min(pageWords, into.length - from)
    into.set(words.subarray(i * pageWords, i * pageWords + count), from)
  }
  return whole
}

/** Bytes that some snapshots hold together with their keys. */
export function measureSnapshots(snapshots: readonly PackedSnapshot[]): number {
  const held = new Set(snapshots.flatMap((packed) => (packed.key === null ? [packed] : [packed, packed.key])))
  return [...held].reduce((sum, { byteLength }) => sum + byteLength, 0)
}
