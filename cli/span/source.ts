import { readFileSync, statSync } from 'node:fs'
import { isSpan, resolveSpan } from '../../scenarios/index.ts'

/** A span's text, and the file whose folder its paths are beside; of the library no file. */
export interface SpanSource {
  readonly text: string
  readonly file: string | null
}

/** The span that a file or a name of the library is; `null` when it is something else, or cannot be read, which the reader of scenarios tells. */
export function findSpan(source: string): SpanSource | null {
  if (statSync(source, { throwIfNoEntry: false })?.isFile() !== true) {
    const text = resolveSpan(source)
    return text === null ? null : { text, file: null }
  }
  try {
    const text = readFileSync(source, 'utf8')
    return isSpan(text) ? { text, file: source } : null
  } catch {
    return null
  }
}
