import type { PbfReader } from 'pbf'

/** Where a packed field's payload lies in its buffer. */
export interface Span {
  readonly from: number
  readonly to: number
}

/** Remembers a length-delimited field's payload and skips it. */
export function readSpan(reader: PbfReader): Span {
  const length = reader.readVarint()
  const from = reader.pos
  reader.pos = from + length
  if (reader.pos > reader.length) throw new Error('field reaches beyond its block')
  return { from, to: reader.pos }
}

/**
 * One zigzag number, whole up to 2⁵³. Almost all deltas fit four bytes, where bit moves on 32-bit integers suffice;
 * the rest goes the library's way.
 */
function readZigzag(reader: PbfReader): number {
  const { buf, pos } = reader
  let byte = buf[pos]
  let value = byte & 0x7f
  for (let length = 1; length <= 4; length++) {
    if (byte < 0x80) {
      reader.pos = pos + length
      return (value >>> 1) ^ -(value & 1)
    }
    byte = buf[pos + length]
    value |= (byte & 0x7f) << (7 * length)
  }
  return reader.readSVarint()
}

/** Decodes a packed column of zigzag deltas to running sums. Throws where a number crosses the field's end. */
export function readDeltas(reader: PbfReader, span: Span): Float64Array {
  const values = new Float64Array(countVarints(reader.buf, span))
  reader.pos = span.from
  let sum = 0
  for (let i = 0; i < values.length; i++) {
    sum += readZigzag(reader)
    values[i] = sum
  }
  if (reader.pos !== span.to) throw new Error('number crosses the end of its field')
  return values
}

/** Decodes a packed column of unsigned numbers below 2³². */
export function readUnsigned(reader: PbfReader, span: Span): Uint32Array {
  const values = new Uint32Array(countVarints(reader.buf, span))
  reader.pos = span.from
  for (let i = 0; i < values.length; i++) values[i] = reader.readVarint()
  if (reader.pos !== span.to) throw new Error('number crosses the end of its field')
  return values
}

/** A number ends at each byte without the continuation bit. */
function countVarints(buf: Uint8Array, span: Span): number {
  let count = 0
  for (let at = span.from; at < span.to; at++) count += buf[at] < 0x80 ? 1 : 0
  return count
}
