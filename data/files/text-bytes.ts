import { gunzipSync } from 'fflate'
import type { Parsed } from '../columns/index.ts'

/**
 * Text of a file's bytes: UTF-8, or UTF-16 with its byte order mark, packed with gzip or not. `place` names the file in problems. A file that
 * is cut short, or that is no text at all, gives a problem.
 */
export function textOfBytes(bytes: Uint8Array, place: string): Parsed<string> {
  const isPacked = bytes[0] === 0x1f && bytes[1] === 0x8b
  const plain = isPacked ? unpack(bytes) : bytes
  if (plain === null) return refuse('broken-gzip', place, 'Give the file again, whole: its packing is broken.')
  const text = decode(plain)
  return text === null
    ? refuse('no-text', place, 'Give a table as text (CSV, UTF-8), packed with gzip or not.')
    : { value: text, problems: [] }
}

function unpack(bytes: Uint8Array): Uint8Array | null {
  try {
    return gunzipSync(bytes)
  } catch {
    return null
  }
}

function decode(bytes: Uint8Array): string | null {
  const [first, second] = bytes
  const encoding = first === 0xff && second === 0xfe ? 'utf-16le' : first === 0xfe && second === 0xff ? 'utf-16be' : 'utf-8'
  const text = new TextDecoder(encoding).decode(bytes)
  return text.includes('\u0000') ? null : text
}

function refuse(code: string, place: string, remedy: string): Parsed<string> {
  return { value: null, problems: [{ code, place, value: '', remedy }] }
}
