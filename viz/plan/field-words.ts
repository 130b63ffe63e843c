import type { Field, Json } from '../../scenarios/index.ts'
import { formatQuantity } from '../format.ts'

/** How a value of the file stands in an input: shares as per cent, lists of numbers with commas between. */
export interface FieldWords {
  readonly unit: string
  /** Value in the input / value in the file. */
  readonly factor: number
}

const unitWords: Readonly<Record<string, string>> = { '1': '', d: 'd', a: 'years', battery: '' }

export function wordsOf(path: string, field: Field): FieldWords {
  if (field.kind === 'text') return { unit: '', factor: 1 }
  if (isShare(path, field)) return { unit: '%', factor: 100 }
  return { unit: unitWords[field.unit] ?? field.unit, factor: 1 }
}

/** Shares are written in per cent; other pure numbers (factors, spreads) as they are. */
function isShare(path: string, field: Field): boolean {
  return field.kind === 'number' && field.unit === '1' && /Frac$|[sS]hares?(\.|$)|\.share$/.test(path)
}

/** Text in the input. */
export function writeValue(value: Json | undefined, { factor }: FieldWords): string {
  if (typeof value === 'number') return String(Number((value * factor).toPrecision(12)))
  if (Array.isArray(value)) return value.join(', ')
  return typeof value === 'string' ? value : ''
}

/** Value of the file for a text in the input. What is no number stays text: the scenario's own check then says what to write. */
export function readValue(text: string, field: Field, { factor }: FieldWords): Json {
  if (field.kind === 'text') return text
  if (field.kind === 'series') {
    const parts = text.split(/[,;\s]+/).filter((part) => part !== '')
    return parts.every((part) => Number.isFinite(Number(part))) ? parts.map(Number) : text
  }
  if (text.trim() === '') return field.isNullable ? null : ''
  const number = Number(text.replace(',', '.'))
  return Number.isFinite(number) ? Number((number / factor).toPrecision(12)) : text
}

/** A value with its unit for people, as in “was 12”. */
export function sayValue(value: Json | undefined, words: FieldWords): string {
  if (value === null || value === undefined) return 'none'
  if (typeof value !== 'number') return writeValue(value, words)
  if (words.unit === '%') return sayQuantity(formatQuantity(value, 'frac'))
  return sayQuantity(formatQuantity(value, words.unit === '' ? '1' : words.unit))
}

function sayQuantity({ number, unit }: { number: string; unit: string }): string {
  // 20.0 % was written as 20.
  return `${number.replace(/\.0+$/, '')}${unit === '' ? '' : `\u202f${unit}`}`
}
