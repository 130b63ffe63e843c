/**
 * Chunks of arbitrary sizes read as one stream of bytes. At most the unread rest is kept, so memory follows the largest
 * request, not the file.
 */
export class ByteQueue {
  /** Bytes taken so far: the place of the next byte in the file. */
  offset = 0
  private readonly source: AsyncIterator<Uint8Array>
  private rest: Uint8Array = new Uint8Array(0)

  constructor(chunks: AsyncIterable<Uint8Array>) {
    this.source = chunks[Symbol.asyncIterator]()
  }

  /** The next `count` bytes, or fewer at the end of the stream. Valid until the owner of the chunks reuses their memory. */
  async take(count: number): Promise<Uint8Array> {
    if (this.rest.length < count) this.rest = await this.gather(count)
    const bytes = this.rest.subarray(0, count)
    this.rest = this.rest.subarray(bytes.length)
    this.offset += bytes.length
    return bytes
  }

  /** Tells the source that no more is wanted, so that it can close its file. */
  async close(): Promise<void> {
    await this.source.return?.()
  }

  private async gather(count: number): Promise<Uint8Array> {
    const parts = [this.rest]
    let length = this.rest.length
    while (length < count) {
      const { done, value } = await this.source.next()
      if (done === true) break
      parts.push(value)
      length += value.length
    }
    return joinBytes(parts, length)
  }
}

/** Parts end to end in one array of `length` bytes, the sum of theirs. */
export function joinBytes(parts: readonly Uint8Array[], length: number): Uint8Array {
  const joined = new Uint8Array(length)
  let at = 0
  for (const part of parts) {
    joined.set(part, at)
    at += part.length
  }
  return joined
}
