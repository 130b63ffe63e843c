import { PbfReader } from 'pbf'
import { type Span, readDeltas, readSpan, readUnsigned } from './varint.ts'

/** Receives the objects of a block in file order. Coordinates in 1e-7 degrees, whole. */
export interface ObjectSink {
  addNode(id: number, lonE7: number, latE7: number): void
  /** A node with a `place` tag, besides `addNode`. */
  addPlace(tags: Tags, lonE7: number, latE7: number): void
  addWay(tags: Tags, nodeIds: Float64Array, id: number): void
  /** A relation with its members that are ways, and whether each is an inner ring. */
  addRelation(tags: Tags, wayIds: Float64Array, isInner: readonly boolean[]): void
}

export type Tags = ReadonlyMap<string, string>

interface BlockContext {
  readonly reader: PbfReader
  readonly sink: ObjectSink
  readonly texts: string[]
  readonly groups: Span[]
  /** Index of the text `place`, −1 where the block has none: the tags of its nodes are then passed over. */
  placeText: number
  granularity: number
  latOffset: number
  lonOffset: number
}

/**
 * Decodes one `PrimitiveBlock`: dense and plain nodes, ways and relations; of nodes only the tags of places are read, changesets are passed over.
 * Throws an `Error` where the bytes do not follow the format.
 */
export function readPrimitiveBlock(data: Uint8Array, sink: ObjectSink): void {
  const reader = new PbfReader(data)
  const block: BlockContext = { reader, sink, texts: [], groups: [], placeText: -1, granularity: 100, latOffset: 0, lonOffset: 0 }
  // Granularity and offsets may follow the groups that need them, so groups are only noted at first.
  eachField(reader, { from: 0, to: data.length }, (field) => readBlockField(field, block))
  block.placeText = block.texts.indexOf('place')
  for (const group of block.groups) eachField(reader, group, (field) => readGroupField(field, block))
}

/** Calls `read` for each field of the message and insists that the message ends where it should. */
function eachField(reader: PbfReader, span: Span, read: (field: number) => void): void {
  reader.pos = span.from
  for (let field = reader.nextField(span.to); field !== 0; field = reader.nextField(span.to)) read(field)
  if (reader.pos !== span.to) throw new Error('message crosses its end')
}

function readBlockField(field: number, block: BlockContext): void {
  const { reader } = block
  if (field === 1) readTexts(block, readSpan(reader))
  else if (field === 2) block.groups.push(readSpan(reader))
  else if (field === 17) block.granularity = reader.readVarint()
  else if (field === 19) block.latOffset = reader.readVarint(true)
  else if (field === 20) block.lonOffset = reader.readVarint(true)
}

function readTexts(block: BlockContext, span: Span): void {
  eachField(block.reader, span, (field) => {
    if (field === 1) block.texts.push(block.reader.readString())
  })
}

/** Columns are decoded after their message is scanned, so the reader is put back to where the group goes on. */
function readGroupField(field: number, block: BlockContext): void {
  if (field < 1 || field > 4) return
  const span = readSpan(block.reader)
  if (field === 1) readNode(block, span)
  else if (field === 2) readDenseNodes(block, span)
  else if (field === 3) readWay(block, span)
  else readRelation(block, span)
  block.reader.pos = span.to
}

const emptySpan: Span = { from: 0, to: 0 }

function readNode(block: BlockContext, span: Span): void {
  const { reader } = block
  let id = 0
  let lat = 0
  let lon = 0
  let keys = emptySpan
  let values = emptySpan
  eachField(reader, span, (field) => {
    if (field === 1) id = reader.readSVarint()
    else if (field === 2) keys = readSpan(reader)
    else if (field === 3) values = readSpan(reader)
    else if (field === 8) lat = reader.readSVarint()
    else if (field === 9) lon = reader.readSVarint()
  })
  addNode(block, id, lon, lat)
  if (block.placeText < 0) return
  const tags = readTags(block, keys, values)
  if (tags.has('place')) block.sink.addPlace(tags, toE7(block.lonOffset, block, lon), toE7(block.latOffset, block, lat))
}

const toE7 = (offset: number, { granularity }: BlockContext, units: number): number => Math.round((offset + granularity * units) / 100)

function addNode(block: BlockContext, id: number, lon: number, lat: number): void {
  const lonE7 = toE7(block.lonOffset, block, lon)
  const latE7 = toE7(block.latOffset, block, lat)
  if (!(Math.abs(lonE7) <= 1.8e9 && Math.abs(latE7) <= 9e8)) throw new Error(`node ${id} lies outside the earth`)
  block.sink.addNode(id, lonE7, latE7)
}

function readDenseNodes(block: BlockContext, span: Span): void {
  const { reader } = block
  const spans = new Map<number, Span>()
  eachField(reader, span, (field) => {
    if (field === 1 || field === 8 || field === 9 || field === 10) spans.set(field, readSpan(reader))
  })
  const ids = readDeltas(reader, spans.get(1) ?? emptySpan)
  const lats = readDeltas(reader, spans.get(8) ?? emptySpan)
  const lons = readDeltas(reader, spans.get(9) ?? emptySpan)
  if (lats.length !== ids.length || lons.length !== ids.length) throw new Error('dense nodes: columns of unequal length')
  for (let i = 0; i < ids.length; i++) addNode(block, ids[i], lons[i], lats[i])
  const tagged = spans.get(10)
  if (tagged !== undefined && block.placeText >= 0) readDensePlaces(block, readUnsigned(reader, tagged), lons, lats)
}

/** Keys and values of all nodes in a row, each node's ended by 0. */
function readDensePlaces(block: BlockContext, pairs: Uint32Array, lons: Float64Array, lats: Float64Array): void {
  let node = 0
  let from = 0
  for (let at = 0; at < pairs.length; at += pairs[at] === 0 ? 1 : 2) {
    if (pairs[at] !== 0) continue
    for (let key = from; key < at; key += 2) {
      if (pairs[key] !== block.placeText) continue
      const columns = [pairs.subarray(from, at).filter((_, i) => i % 2 === 0), pairs.subarray(from, at).filter((_, i) => i % 2 === 1)]
      const lonE7 = toE7(block.lonOffset, block, lons[node])
      block.sink.addPlace(toTags(block, columns[0], columns[1]), lonE7, toE7(block.latOffset, block, lats[node]))
    }
    from = at + 1
    node += 1
  }
}

function readWay(block: BlockContext, span: Span): void {
  const { reader } = block
  let keys = emptySpan
  let values = emptySpan
  let refs = emptySpan
  let id = 0
  eachField(reader, span, (field) => {
    if (field === 1) id = reader.readVarint()
    else if (field === 2) keys = readSpan(reader)
    else if (field === 3) values = readSpan(reader)
    else if (field === 8) refs = readSpan(reader)
  })
  block.sink.addWay(readTags(block, keys, values), readDeltas(reader, refs), id)
}

/** Kind of a relation's member that is a way. */
const wayMember = 1

function readRelation(block: BlockContext, span: Span): void {
  const { reader } = block
  const spans = new Map<number, Span>()
  eachField(reader, span, (field) => {
    if (field === 2 || field === 3 || field === 8 || field === 9 || field === 10) spans.set(field, readSpan(reader))
  })
  const of = (field: number): Span => spans.get(field) ?? emptySpan
  const ids = readDeltas(reader, of(9))
  const kinds = readUnsigned(reader, of(10))
  const roles = readUnsigned(reader, of(8))
  if (kinds.length !== ids.length || roles.length !== ids.length) throw new Error('relation: columns of unequal length')
  const isInner = Array.from(roles, (role) => block.texts[role] === 'inner').filter((_, i) => kinds[i] === wayMember)
  block.sink.addRelation(
    readTags(block, of(2), of(3)),
    ids.filter((_, i) => kinds[i] === wayMember),
    isInner,
  )
}

function readTags(block: BlockContext, keySpan: Span, valueSpan: Span): Tags {
  return toTags(block, readUnsigned(block.reader, keySpan), readUnsigned(block.reader, valueSpan))
}

function toTags(block: BlockContext, keys: Uint32Array, values: Uint32Array): Tags {
  if (keys.length !== values.length) throw new Error('tags: keys and values of unequal number')
  const tags = new Map<string, string>()
  for (let i = 0; i < keys.length; i++) {
    const key = block.texts[keys[i]]
    const value = block.texts[values[i]]
    if (key === undefined || value === undefined) throw new Error('tags: text index beyond the table')
    tags.set(key, value)
  }
  return tags
}
