import { decodeText, endText } from './decode.ts'
import type { Decoder } from './decode.ts'
import type { Journal, Source } from './ports.ts'

/** How far a source is read. */
export interface IngestProgress {
  readonly characters: number
  readonly rows: number
}

/** More readings than these are not held at once: 4 million are about 400 MB. */
const maxReadings = 4_000_000

/**
 * Reads a source to its end: text → readings or quarantine → journal. `onPiece` is asked after each piece, and answers whether to go on. `false` as the answer:
 * it did not come to the end.
 */
export async function ingest(
  source: Source,
  decoder: Decoder,
  journal: Journal,
  onPiece: (progress: IngestProgress) => boolean | Promise<boolean>,
): Promise<boolean> {
  let characters = 0
  let kept = decoder.readings.rows
  const keep = async () => {
    const { rows } = decoder.readings
    await journal.append(kept, rows)
    kept = rows
  }
  for (let text = await source.read(); text !== null; text = await source.read()) {
    characters += text.length
    decodeText(decoder, text)
    await keep()
    if (decoder.readings.rows > maxReadings) {
      const remedy = `At most ${maxReadings} readings are held: take the file apart, by days for example. What was read so far is shown.`
      decoder.problems = [...decoder.problems, { code: 'limit-readings', place: `${source.name}, line ${decoder.line}`, value: '', remedy }]
      return false
    }
    if (!(await onPiece({ characters, rows: kept }))) return false
  }
  endText(decoder)
  await keep()
  return true
}
