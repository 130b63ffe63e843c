import type { Source } from './source.ts'

/*
 * One descriptor for each key of a scenario file. It drives validation, defaults, form, documentation and the difference to a base.
 * The types tie the tree to `WorldSpec`: a key of the specification without a descriptor does not compile.
 */
interface FieldBase {
  /** One sentence for people. */
  readonly meaning: string
  /** Where the default comes from; a single value may have a better one (`sourceOf`). */
  readonly source: Source
}

export interface NumberField extends FieldBase {
  readonly kind: 'number'
  /** SI text; `1` for a pure number, `€…` for money, which the specification carries in whole micro-euros. */
  readonly unit: string
  /** Closed range. */
  readonly range: readonly [number, number]
  readonly isWhole: boolean
  readonly isNullable: boolean
  /** Value where the file has none; absent when a complete file must have one. */
  readonly fallback?: number | null
}

export interface TextField extends FieldBase {
  readonly kind: 'text'
  /** What the text must name; `free` for any text. */
  readonly role: 'free' | 'choice' | 'model' | 'product' | 'hub' | 'date' | 'zone'
  readonly choices: readonly string[]
  readonly fallback?: string
}

/** A list of numbers, for example relative use by weekday, or the corners of an outline. */
export interface SeriesField extends FieldBase {
  readonly kind: 'series'
  readonly unit: string
  /** Least and most numbers. */
  readonly length: readonly [number, number]
  readonly range: readonly [number, number]
  readonly fallback?: readonly number[]
}

export type Field = NumberField | TextField | SeriesField

export interface Group {
  readonly kind: 'group'
  readonly meaning: string
  readonly children: Readonly<Record<string, Node>>
}

/** In a file an object keyed by id, so that one field of one item is easy to override; in the specification an array sorted by id. */
export interface List {
  readonly kind: 'list'
  readonly meaning: string
  /** What one item is called. */
  readonly item: string
  /** Key of the specification's item that takes the id; `null` when ids live in files only. */
  readonly idKey: 'id' | 'name' | null
  readonly children: Readonly<Record<string, Node>>
}

export type Node = Field | Group | List

/** File key of a key of the specification: money is written in euros. */
export type FileKey<K> = K extends `microEur${infer Rest}`
  ? `eur${Rest}`
  : K extends `${infer Head}MicroEur${infer Tail}`
    ? `${Head}Eur${Tail}`
    : K

type NodeFor<T> = [T] extends [string]
  ? TextField
  : [T] extends [number | null]
    ? NumberField
    : [T] extends [readonly number[]]
      ? SeriesField
      : [T] extends [readonly (infer E)[]]
        ? List & { readonly children: Children<Omit<E, 'id' | 'name'>> }
        : Group & { readonly children: Children<T> }

/** Descriptors of every key of a part of the specification. */
export type Children<T> = { readonly [K in keyof T as FileKey<K>]: NodeFor<T[K]> }

export function group<C extends Group['children']>(meaning: string, children: C): Group & { readonly children: C } {
  return { kind: 'group', meaning, children }
}

export function list<C extends List['children']>(
  item: string,
  idKey: List['idKey'],
  meaning: string,
  children: C,
): List & { readonly children: C } {
  return { kind: 'list', item, idKey, meaning, children }
}
