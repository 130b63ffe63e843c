import type { NumberField, SeriesField, TextField } from './node.ts'
import type { Source } from './source.ts'

interface NumberOptions {
  readonly fallback?: number | null
  readonly isNullable?: boolean
}

/** Any number in a closed range. */
export function number(
  unit: string,
  range: readonly [number, number],
  meaning: string,
  source: Source,
  options: NumberOptions = {},
): NumberField {
  return { kind: 'number', unit, range, isWhole: false, isNullable: false, meaning, source, ...options }
}

/** A whole number in a closed range. */
export function count(
  unit: string,
  range: readonly [number, number],
  meaning: string,
  source: Source,
  options: NumberOptions = {},
): NumberField {
  return { ...number(unit, range, meaning, source, options), isWhole: true }
}

/** A fraction, 0 … 1. */
export function fraction(meaning: string, source: Source, options: NumberOptions = {}): NumberField {
  return number('1', [0, 1], meaning, source, options)
}

/** Money in euros, at most six decimals, so that it is a whole number of micro-euros; `per` is for example `/h`. */
export function euros(per: string, meaning: string, source: Source, options: NumberOptions = {}): NumberField {
  return number(`€${per}`, [0, 1e6], meaning, source, options)
}

/** An hour of the local day. */
export function hour(meaning: string, source: Source, options: NumberOptions = {}): NumberField {
  return number('h', [0, 24], meaning, source, options)
}

export function text(role: TextField['role'], meaning: string, source: Source, options: { readonly fallback?: string } = {}): TextField {
  return { kind: 'text', role, choices: [], meaning, source, ...options }
}

/** One of a few words. */
export function oneOf(
  choices: readonly string[],
  meaning: string,
  source: Source,
  options: { readonly fallback?: string } = {},
): TextField {
  return { kind: 'text', role: 'choice', choices, meaning, source, ...options }
}

/** Relative weights, `length` of them; they need not be normalised. */
export function weights(length: number, meaning: string, source: Source, fallback: readonly number[]): SeriesField {
  return { kind: 'series', unit: '1', length: [length, length], range: [0, 1e6], meaning, source, fallback }
}

/** Corners of a polygon, longitude and latitude in turn, WGS 84; closed by itself. */
export function outline(meaning: string, source: Source): SeriesField {
  return { kind: 'series', unit: '°', length: [6, 1000], range: [-180, 180], meaning, source }
}
