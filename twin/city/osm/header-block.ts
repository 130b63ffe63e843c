import { PbfReader } from 'pbf'
import { type Block, corrupt } from './blob.ts'
import { Refusal } from './refusal.ts'

const knownFeatures: ReadonlySet<string> = new Set(['OsmSchema-V0.6', 'DenseNodes'])

/** Throws `Refusal` when the file requires a feature that this reader does not know, such as `HistoricalInformation`. */
export function checkHeaderBlock(block: Block): void {
  const unknown = readRequiredFeatures(block).find((feature) => !knownFeatures.has(feature))
  if (unknown === undefined) return
  const remedy = 'Pass a plain extract (one version of each object, no history); "osmium time-filter" makes one from a history file.'
  throw new Refusal('unsupported-feature', block.byte, unknown, remedy)
}

function readRequiredFeatures(block: Block): string[] {
  const features: string[] = []
  try {
    new PbfReader(block.data).readFields((field, into, reader) => {
      if (field === 4) into.push(reader.readString())
    }, features)
  } catch {
    throw corrupt(block.byte, 'unreadable file header')
  }
  return features
}
