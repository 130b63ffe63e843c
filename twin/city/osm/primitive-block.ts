import { PbfReader } from 'pbf'
import { type Span, readDeltas, readSpan, readUnsigned } from './varint.ts'

/** Receives the objects of a block in file order. Coordinates in 1e-7 degrees, whole. */
export interface ObjectSink {
  addNode(id: number, lonE7: number, latE7: number): void
  addWay(tags: ReadonlyMap<string, string>, nodeIds: Float64Array): void
}

interface BlockContext {
  readonly reader: PbfReader
  readonly sink: ObjectSink
  readonly texts: string[]
  readonly groups: Span[]
  granularity: number
  latOffset: number
  lonOffset: number
}

/**
 * Decodes one `PrimitiveBlock`: dense and plain nodes and ways; tags of nodes, relations and changesets are passed over.
 * Throws an `Error` where the bytes do not follow the format.
 */
export function readPrimitiveBlock(data: Uint8Array, sink: ObjectSink): void {
  const reader = new PbfReader(data)
  const block: BlockContext = { reader, sink, texts: [], groups: [], granularity: 100, latOffset: 0, lonOffset: 0 }
  // Granularity and offsets may follow the groups that need them, so groups are only noted at first.
  eachField(reader, { from: 0, to: data.length }, (field) => readBlockField(field, block))
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
  if (field < 1 || field > 3) return
  const span = readSpan(block.reader)
  if (field === 1) readNode(block, span)
  else if (field === 2) readDenseNodes(block, span)
  else readWay(block, span)
  block.reader.pos = span.to
}

const emptySpan: Span = { from: 0, to: 0 }

function readNode(block: BlockContext, span: Span): void {
  const { reader } = block
  let id = 0
  let lat = 0
  let lon = 0
  eachField(reader, span, (field) => {
    if (field === 1) id = reader.readSVarint()
    else if (field === 8) lat = reader.readSVarint()
    else if (field === 9) lon = reader.readSVarint()
  })
  addNode(block, id, lon, lat)
}

function addNode(block: BlockContext, id: number, lon: number, lat: number): void {
  const lonE7 = Math.round((block.lonOffset + block.granularity * lon) / 100)
  const latE7 = Math.round((block.latOffset + block.granularity * lat) / 100)
  if (!(Math.abs(lonE7) <= 1.8e9 && Math.abs(latE7) <= 9e8)) throw new Error(`node ${id} lies outside the earth`)
  block.sink.addNode(id, lonE7, latE7)
}

function readDenseNodes(block: BlockContext, span: Span): void {
  const { reader } = block
  const spans = new Map<number, Span>()
  eachField(reader, span, (field) => {
    if (field === 1 || field === 8 || field === 9) spans.set(field, readSpan(reader))
  })
  const ids = readDeltas(reader, spans.get(1) ?? emptySpan)
  const lats = readDeltas(reader, spans.get(8) ?? emptySpan)
  const lons = readDeltas(reader, spans.get(9) ?? emptySpan)
  if (lats.length !== ids.length || lons.length !== ids.length) throw new Error('dense nodes: columns of unequal length')
  for (let i = 0; i < ids.length; i++) addNode(block, ids[i], lons[i], lats[i])
}

function readWay(block: BlockContext, span: Span): void {
  const { reader } = block
  let keys = emptySpan
  let values = emptySpan
  let refs = emptySpan
  eachField(reader, span, (field) => {
    if (field === 2) keys = readSpan(reader)
    else if (field === 3) values = readSpan(reader)
    else if (field === 8) refs = readSpan(reader)
  })
  block.sink.addWay(readTags(block, keys, values), readDeltas(reader, refs))
}

function readTags(block: BlockContext, keySpan: Span, valueSpan: Span): ReadonlyMap<string, string> {
  const keys = readUnsigned(block.reader, keySpan)
  const values = readUnsigned(block.reader, valueSpan)
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
