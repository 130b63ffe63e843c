import { unzlibSync } from 'fflate'
import { PbfReader } from 'pbf'
import type { ByteQueue } from './byte-queue.ts'
import { Refusal } from './refusal.ts'

/** Limits of the format (OpenStreetMap wiki, "PBF Format", file format). */
const maxHeaderBytes = 64 * 1024
const maxBlobBytes = 32 * 1024 * 1024

/** One uncompressed block of the file and where its frame begins. */
export interface Block {
  readonly type: string
  readonly byte: number
  readonly data: Uint8Array
}

/** Reads the next block; `null` at the regular end of the file. Throws `Refusal`. */
export async function readBlock(queue: ByteQueue): Promise<Block | null> {
  const byte = queue.offset
  const frame = await queue.take(4)
  if (frame.length === 0) return null
  const headerLength = frame.length < 4 ? 0 : new DataView(frame.buffer, frame.byteOffset, 4).getUint32(0)
  if (byte === 0) refuseForeignFile(frame, headerLength)
  if (frame.length < 4) throw truncated(queue.offset, 4 - frame.length)
  if (headerLength === 0 || headerLength > maxHeaderBytes) throw corrupt(byte, `header of ${headerLength} bytes`)
  const header = readBlobHeader(await takeExactly(queue, headerLength), byte)
  const blob = await takeExactly(queue, header.dataSize)
  return { type: header.type, byte, data: unpackBlob(blob, byte) }
}

async function takeExactly(queue: ByteQueue, count: number): Promise<Uint8Array> {
  const bytes = await queue.take(count)
  if (bytes.length < count) throw truncated(queue.offset, count - bytes.length)
  return bytes
}

const truncated = (byte: number, missing: number): Refusal =>
  new Refusal('truncated-file', byte, `${missing} bytes missing`, 'The file ends inside a block: download or copy it again.')

/** The refusal for a block whose bytes do not follow the format. */
export const corrupt = (byte: number, value: string): Refusal =>
  new Refusal('corrupt-block', byte, value, 'The block that begins here does not follow the OSM PBF format: download the file again.')

/** Formats that people pass by mistake, known by their first bytes. */
const foreignFormats: readonly (readonly [prefix: string, name: string, remedy: string])[] = [
  ['\x1f\x8b', 'gzip', 'Unpack the file first, then convert it to .osm.pbf if it is not one.'],
  ['BZh', 'bzip2', 'Unpack the file, then convert it with "osmium cat in.osm -o out.osm.pbf".'],
  ['PK', 'zip', 'Unpack the archive and pass the .osm.pbf file in it.'],
  ['<', 'XML', 'Convert it with "osmium cat in.osm -o out.osm.pbf".'],
  ['{', 'JSON', 'Pass an OpenStreetMap extract in .osm.pbf form.'],
]

function refuseForeignFile(frame: Uint8Array, headerLength: number): void {
  const text = String.fromCharCode(...frame)
  for (const [prefix, name, remedy] of foreignFormats) {
    if (text.startsWith(prefix)) throw new Refusal('not-pbf', 0, `${name} file`, remedy)
  }
  if (frame.length < 4 || (headerLength > 0 && headerLength <= maxHeaderBytes)) return
  const shown = [...frame].map((value) => value.toString(16).padStart(2, '0')).join(' ')
  throw new Refusal('not-pbf', 0, shown, 'Pass an OpenStreetMap extract in .osm.pbf form.')
}

function readBlobHeader(bytes: Uint8Array, byte: number): { type: string; dataSize: number } {
  const header = { type: '', dataSize: -1 }
  try {
    new PbfReader(bytes).readFields((field, into, reader) => {
      if (field === 1) into.type = reader.readString()
      else if (field === 3) into.dataSize = reader.readVarint()
    }, header)
  } catch {
    throw byte === 0 ? notPbf(bytes) : corrupt(byte, 'unreadable block header')
  }
  if (byte === 0 && header.type !== 'OSMHeader') throw notPbf(bytes)
  if (header.type === '' || header.dataSize < 0) throw corrupt(byte, 'block header without type or size')
  if (header.dataSize > maxBlobBytes) throw corrupt(byte, `block of ${header.dataSize} bytes, limit ${maxBlobBytes}`)
  return header
}

function notPbf(bytes: Uint8Array): Refusal {
  const shown = String.fromCharCode(...bytes.subarray(0, 16)).replace(/[^ -~]/g, '·')
  return new Refusal('not-pbf', 0, shown, 'The first block must be an OSMHeader: pass an OpenStreetMap extract in .osm.pbf form.')
}

const compressions: Readonly<Record<number, string>> = { 4: 'lzma', 5: 'bzip2', 6: 'lz4', 7: 'zstd' }

interface BlobFields {
  raw: Uint8Array | null
  rawSize: number
  zlib: Uint8Array | null
  other: number
}

function unpackBlob(bytes: Uint8Array, byte: number): Uint8Array {
  const blob: BlobFields = { raw: null, rawSize: -1, zlib: null, other: 0 }
  try {
    new PbfReader(bytes).readFields(readBlobField, blob)
  } catch {
    throw corrupt(byte, 'unreadable block')
  }
  if (blob.raw !== null) return blob.raw
  if (blob.zlib !== null) return inflate(blob.zlib, blob.rawSize, byte)
  const name = compressions[blob.other] ?? 'no data'
  throw new Refusal('unsupported-compression', byte, name, 'Write the file anew with "osmium cat in.osm.pbf -o out.osm.pbf" (zlib).')
}

function readBlobField(field: number, blob: BlobFields, reader: PbfReader): void {
  if (field === 1) blob.raw = reader.readBytes()
  else if (field === 2) blob.rawSize = reader.readVarint()
  else if (field === 3) blob.zlib = reader.readBytes()
  else if (field >= 4 && field <= 7) blob.other = field
}

function inflate(packed: Uint8Array, rawSize: number, byte: number): Uint8Array {
  if (rawSize < 0 || rawSize > maxBlobBytes) throw corrupt(byte, `uncompressed size ${rawSize}, limit ${maxBlobBytes}`)
  const data = tryInflate(packed, rawSize)
  if (data === null || data.length !== rawSize) throw corrupt(byte, 'zlib data do not unpack to the stated size')
  // fflate skips the checksum; without it a flipped bit would give a subtly different city.
  const stored = new DataView(packed.buffer, packed.byteOffset + packed.length - 4, 4).getUint32(0)
  if (adler32(data) !== stored) throw corrupt(byte, 'zlib checksum differs')
  return data
}

function tryInflate(packed: Uint8Array, rawSize: number): Uint8Array | null {
  try {
    return packed.length < 6 ? null : unzlibSync(packed, { out: new Uint8Array(rawSize) })
  } catch {
    return null
  }
}

/** Adler-32 (RFC 1950); 5552 is the longest run whose sums stay below 2³². */
function adler32(data: Uint8Array): number {
  let a = 1
  let b = 0
  for (let from = 0; from < data.length; from += 5552) {
    const to = Math.min(from + 5552, data.length)
    for (let i = from; i < to; i++) {
      a += data[i]
      b += a
    }
    a %= 65521
    b %= 65521
  }
  return b * 65536 + a
}
