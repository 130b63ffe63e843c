import { zlibSync } from 'fflate'
import { PbfWriter } from 'pbf'
import { joinBytes } from './byte-queue.ts'

/** Encoder of tiny `.osm.pbf` files for tests: the reader's mirror, written from the format's description. */

export interface FixtureNode {
  readonly id: number
  readonly lonDeg: number
  readonly latDeg: number
  readonly tags?: Readonly<Record<string, string>>
}

export interface FixtureWay {
  readonly id: number
  readonly nodeIds: readonly number[]
  readonly tags?: Readonly<Record<string, string>>
}

/** A relation of ways: [way id, role]. */
export interface FixtureRelation {
  readonly id: number
  readonly members: readonly (readonly [wayId: number, role: string])[]
  readonly tags?: Readonly<Record<string, string>>
}

export interface FixtureOptions {
  readonly relations?: readonly FixtureRelation[]
  readonly isDense?: boolean
  readonly isZlib?: boolean
  /** Nanodegrees per unit; coordinates are rounded to it. */
  readonly granularity?: number
  readonly lonOffset?: number
  readonly latOffset?: number
  readonly requiredFeatures?: readonly string[]
  /** Ways before nodes, which the format allows. */
  readonly isWaysFirst?: boolean
}

type Frame = { readonly type: string; readonly data: Uint8Array }

/** A file of one header block and one block for nodes and ways each. */
export function encodeOsm(nodes: readonly FixtureNode[], ways: readonly FixtureWay[], options: FixtureOptions = {}): Uint8Array {
  const { relations = [], ...plain } = options
  const body = [
    encodeBlock(nodes, [], plain),
    encodeBlock([], ways, plain),
    ...(relations.length > 0 ? [encodeBlock([], [], options)] : []),
  ].map((data) => ({ type: 'OSMData', data }))
  if (options.isWaysFirst === true) body.reverse()
  const features = options.requiredFeatures ?? ['OsmSchema-V0.6', 'DenseNodes']
  return encodeFrames([{ type: 'OSMHeader', data: encodeHeader(features) }, ...body], options.isZlib ?? true)
}

/** Frames of any content, for damaged files. */
export function encodeFrames(frames: readonly Frame[], isZlib: boolean): Uint8Array {
  const parts = frames.flatMap((frame) => encodeFrame(frame, isZlib))
  return joinBytes(
    parts,
    parts.reduce((sum, part) => sum + part.length, 0),
  )
}

export function encodeHeader(requiredFeatures: readonly string[]): Uint8Array {
  const header = new PbfWriter()
  for (const feature of requiredFeatures) header.writeStringField(4, feature)
  return header.finish()
}

/** Hands bytes on in chunks of one size. */
export async function* chunk(bytes: Uint8Array, size = bytes.length || 1): AsyncGenerator<Uint8Array> {
  for (let from = 0; from < bytes.length; from += size) yield bytes.subarray(from, from + size)
}

function encodeFrame({ type, data }: Frame, isZlib: boolean): Uint8Array[] {
  const blob = new PbfWriter()
  if (isZlib) {
    blob.writeVarintField(2, data.length)
    blob.writeBytesField(3, zlibSync(data))
  } else blob.writeBytesField(1, data)
  const payload = blob.finish()
  const header = new PbfWriter()
  header.writeStringField(1, type)
  header.writeVarintField(3, payload.length)
  const head = header.finish()
  const length = new Uint8Array(4)
  new DataView(length.buffer).setUint32(0, head.length)
  return [length, head, payload]
}

interface Encoding {
  readonly texts: Map<string, number>
  readonly lonOf: (deg: number) => number
  readonly latOf: (deg: number) => number
}

function encodeBlock(nodes: readonly FixtureNode[], ways: readonly FixtureWay[], options: FixtureOptions): Uint8Array {
  const { granularity = 100, lonOffset = 0, latOffset = 0 } = options
  const encoding: Encoding = {
    texts: new Map([['', 0]]),
    lonOf: (deg) => Math.round((deg * 1e9 - lonOffset) / granularity),
    latOf: (deg) => Math.round((deg * 1e9 - latOffset) / granularity),
  }
  const group = new PbfWriter()
  if (options.isDense ?? true) group.writeMessage(2, (dense: readonly FixtureNode[], w) => writeDense(dense, w, encoding), nodes)
  else for (const node of nodes) group.writeMessage(1, (plain: FixtureNode, w) => writeNode(plain, w, encoding), node)
  for (const way of ways) group.writeMessage(3, (plain: FixtureWay, w) => writeWay(plain, w, encoding), way)
  for (const relation of options.relations ?? [])
    group.writeMessage(4, (plain: FixtureRelation, w) => writeRelation(plain, w, encoding), relation)
  const block = new PbfWriter()
  const texts = new PbfWriter()
  for (const text of encoding.texts.keys()) texts.writeStringField(1, text)
  block.writeBytesField(1, texts.finish())
  block.writeBytesField(2, group.finish())
  block.writeVarintField(17, granularity)
  block.writeVarintField(19, latOffset)
  block.writeVarintField(20, lonOffset)
  return block.finish()
}

function indexText({ texts }: Encoding, text: string): number {
  if (!texts.has(text)) texts.set(text, texts.size)
  return texts.get(text) ?? 0
}

const toDeltas = (values: readonly number[]): number[] => values.map((value, i) => value - (values[i - 1] ?? 0))

function writeDense(nodes: readonly FixtureNode[], writer: PbfWriter, encoding: Encoding): void {
  const tags = nodes.flatMap((node) => [
    ...Object.entries(node.tags ?? {})
      .flat()
      .map((text) => indexText(encoding, text)),
    0,
  ])
  writer.writePackedSVarint(1, toDeltas(nodes.map((node) => node.id)))
  writer.writePackedSVarint(8, toDeltas(nodes.map((node) => encoding.latOf(node.latDeg))))
  writer.writePackedSVarint(9, toDeltas(nodes.map((node) => encoding.lonOf(node.lonDeg))))
  if (tags.some((index) => index > 0)) writer.writePackedVarint(10, tags)
}

function writeNode(node: FixtureNode, writer: PbfWriter, encoding: Encoding): void {
  writer.writeSVarintField(1, node.id)
  writeTags(node.tags ?? {}, writer, encoding)
  writer.writeSVarintField(8, encoding.latOf(node.latDeg))
  writer.writeSVarintField(9, encoding.lonOf(node.lonDeg))
}

function writeWay(way: FixtureWay, writer: PbfWriter, encoding: Encoding): void {
  writer.writeVarintField(1, way.id)
  writeTags(way.tags ?? {}, writer, encoding)
  writer.writePackedSVarint(8, toDeltas(way.nodeIds))
}

function writeTags(tags: Readonly<Record<string, string>>, writer: PbfWriter, encoding: Encoding): void {
  const texts = Object.entries(tags)
  writer.writePackedVarint(
    2,
    texts.map(([key]) => indexText(encoding, key)),
  )
  writer.writePackedVarint(
    3,
    texts.map(([, value]) => indexText(encoding, value)),
  )
}

function writeRelation(relation: FixtureRelation, writer: PbfWriter, encoding: Encoding): void {
  writer.writeVarintField(1, relation.id)
  writeTags(relation.tags ?? {}, writer, encoding)
  writer.writePackedVarint(
    8,
    relation.members.map(([, role]) => indexText(encoding, role)),
  )
  writer.writePackedSVarint(9, toDeltas(relation.members.map(([wayId]) => wayId)))
  writer.writePackedVarint(
    10,
    relation.members.map(() => 1),
  )
}

/** Residential streets from crossing to crossing, `side` times `side`: a city that is laid out in no time. */
export function encodeChessboard(side: number): Uint8Array {
  const at = (x: number, y: number) => y * side + x + 1
  const all = Array.from({ length: side * side }, (_, i) => [i % side, Math.floor(i / side)] as const)
  const nodes = all.map(([x, y]) => ({ id: at(x, y), lonDeg: 7 + x * 0.004, latDeg: 43 + y * 0.003 }))
  const streets = all.flatMap(([x, y]) => [
    ...(x + 1 < side ? [[at(x, y), at(x + 1, y)]] : []),
    ...(y + 1 < side ? [[at(x, y), at(x, y + 1)]] : []),
  ])
  const tags = { highway: 'residential' }
  return encodeOsm(
    nodes,
    streets.map((nodeIds, id) => ({ id: id + 1, nodeIds, tags })),
  )
}
