import type { ColumnTable, Parsed, TableDescriptor } from '../data/columns/index.ts'
import type { FactFile } from './run-api.ts'

/*
 * Fact tables as they are kept: Arrow IPC, packed, for most of a fact row is zeros. Arrow itself is loaded when the first run ends.
 */

/** Packs fact tables for the list of runs. */
export async function packFacts(tables: readonly ColumnTable[]): Promise<readonly FactFile[]> {
  const { writeArrow } = await import('../data/arrow/index.ts')
  return Promise.all(tables.map(async (table) => ({ name: table.descriptor.name, bytes: await gzip(writeArrow(table)) })))
}

/** The table of a packed file, checked against its descriptor; `null` with what is wrong when it is damaged. */
export async function unpackFacts({ bytes }: FactFile, descriptor: TableDescriptor): Promise<Parsed<ColumnTable>> {
  const { readArrow } = await import('../data/arrow/index.ts')
  try {
    return readArrow(await pass(bytes, new DecompressionStream('gzip')), descriptor)
  } catch (error) {
    const remedy = 'The kept facts are damaged: delete this run in the list and run it again.'
    return { value: null, problems: [{ code: 'facts-damaged', place: descriptor.name, value: String(error).slice(0, 80), remedy }] }
  }
}

function gzip(bytes: Uint8Array): Promise<Uint8Array> {
  return pass(bytes, new CompressionStream('gzip'))
}

async function pass(bytes: Uint8Array, stream: CompressionStream | DecompressionStream): Promise<Uint8Array> {
  const packed = new Blob([bytes as Uint8Array<ArrayBuffer>]).stream().pipeThrough(stream)
  return new Uint8Array(await new Response(packed).arrayBuffer())
}
