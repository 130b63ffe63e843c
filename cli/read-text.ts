import { readFile } from 'node:fs/promises'
import type { Parsed, Problem } from '../data/columns/index.ts'

/** A file's text, UTF-8; what cannot be read is a problem with the file as its place. */
export async function readText(file: string): Promise<Parsed<string>> {
  try {
    return { value: new TextDecoder('utf-8', { fatal: true }).decode(await readFile(file)), problems: [] }
  } catch (error) {
    return { value: null, problems: [describeFailure(file, error)] }
  }
}

function describeFailure(place: string, error: unknown): Problem {
  const value = (error instanceof Error ? error.message : String(error)).slice(0, 80)
  const isEncoding = error instanceof TypeError
  const remedy = isEncoding ? 'Save the file as UTF-8 text.' : 'Check that the file exists and can be read, then try again.'
  return { code: isEncoding ? 'not-utf8' : 'read-failed', place, value, remedy }
}
