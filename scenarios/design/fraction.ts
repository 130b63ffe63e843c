import type { Parsed, Problem } from '../../data/columns/index.ts'
import type { Scheme } from './design.ts'

type Fractional = Extract<Scheme, { kind: 'fractional' }>

/** A two-level fraction of factors 0 … k − 1: words are bit masks of factors. */
export interface Fraction {
  /** For each factor the base factors whose product sets it; a base factor has itself. */
  readonly products: readonly number[]
  /** Base factors, in their order: all their combinations are run. */
  readonly basis: readonly number[]
  /** Products of factors that are always +: what cannot be told apart. */
  readonly words: readonly number[]
  /** Length of the shortest word; ∞ where nothing is confounded. */
  readonly resolution: number
}

/** Beyond these the search for generators could take long. */
const mostFactors = 16
const mostFactorsAtFive = 11

/** The fraction that a design states, by its generators or else the smallest of its resolution. What cannot be is a problem. */
export function planFraction(
  { generators, resolution }: Fractional,
  names: readonly string[],
  levels: readonly number[],
): Parsed<Fraction> {
  const wrong = levels.findIndex((n) => n !== 2)
  if (wrong >= 0)
    return refuse(
      'not-two-levels',
      `factors.${names[wrong]}`,
      String(levels[wrong]),
      'A fraction needs two levels of each factor: leave some out, or write "design": "full".',
    )
  if (names.length < 3)
    return refuse('too-few-factors', 'factors', String(names.length), 'A fraction needs at least three factors: write "design": "full".')
  return Object.keys(generators).length > 0 ? readFraction(generators, resolution, names) : searchFraction(names.length, resolution ?? 3)
}

function readFraction(generators: Fractional['generators'], stated: number | null, names: readonly string[]): Parsed<Fraction> {
  const place = 'design.generators'
  const products = names.map((_, i) => bit(i))
  for (const [name, factors] of Object.entries(generators)) {
    const generated = factors.find((factor) => Object.hasOwn(generators, factor))
    if (generated !== undefined)
      return refuse(
        'generated-twice',
        place,
        `${name}: ${factors.join(' ')}`,
        `Use factors that are not generated themselves: ${generated} is.`,
      )
    const product = factors.reduce((mask, factor) => mask ^ bit(names.indexOf(factor)), 0)
    if (product === 0 || factors.length < 2)
      return refuse('bad-generator', place, `${name}: ${factors.join(' ')}`, 'Write at least two different factors whose product it is.')
    products[names.indexOf(name)] = product
  }
  const fraction = describe(products)
  if (fraction.resolution < 3)
    return refuse(
      'resolution-too-low',
      place,
      String(fraction.resolution),
      'Two factors would always change together: choose other generators.',
    )
  if (stated !== null && fraction.resolution < stated)
    return refuse(
      'resolution-too-low',
      'design.resolution',
      String(stated),
      `These generators give resolution ${fraction.resolution}: state it, or choose others.`,
    )
  return { value: fraction, problems: [] }
}

/** The smallest fraction of at least that resolution: words are chosen among products of base factors, the longest first. */
function searchFraction(factors: number, resolution: number): Parsed<Fraction> {
  const place = 'design.resolution'
  if (resolution > 5) return refuse('resolution-too-high', place, String(resolution), 'Write 3, 4 or 5, or state the generators.')
  const most = resolution === 5 ? mostFactorsAtFive : mostFactors
  if (factors > most)
    return refuse('too-many-factors', 'factors', String(factors), `At most ${most} are searched at this resolution: state the generators.`)
  for (let basis = 2; basis < factors; basis++) {
    const chosen = chooseWords(factors, basis, resolution)
    if (chosen !== null) return { value: describe([...Array.from({ length: basis }, (_, i) => bit(i)), ...chosen]), problems: [] }
  }
  return refuse(
    'no-fraction',
    place,
    String(resolution),
    `With ${factors} factors every fraction has a lower resolution: write a lower one, or "design": "full".`,
  )
}

function chooseWords(factors: number, basis: number, resolution: number): number[] | null {
  const candidates = Array.from({ length: bit(basis) }, (_, mask) => mask)
    .filter((mask) => countBits(mask) >= resolution - 1)
    .toSorted((a, b) => countBits(b) - countBits(a) || a - b)
  const choose = (from: number, chosen: readonly number[], words: readonly number[]): number[] | null => {
    const next = basis + chosen.length
    if (next === factors) return [...chosen]
    for (let i = from; i < candidates.length; i++) {
      const word = candidates[i] | bit(next)
      const added = [word, ...words.map((other) => other ^ word)]
      if (added.some((mask) => countBits(mask) < resolution)) continue
      const found = choose(i + 1, [...chosen, candidates[i]], [...words, ...added])
      if (found !== null) return found
    }
    return null
  }
  return choose(0, [], [])
}

function describe(products: readonly number[]): Fraction {
  const basis = products.flatMap((product, i) => (product === bit(i) ? [i] : []))
  const words = products.reduce<number[]>((all, product, i) => {
    if (product === bit(i)) return all
    const word = product ^ bit(i)
    return [...all, word, ...all.map((other) => other ^ word)]
  }, [])
  return { products, basis, words, resolution: Math.min(Infinity, ...words.map(countBits)) }
}

/** Level (0 or 1) of each factor in each run: all combinations of the base factors, the last one changing fastest. */
export function listFraction({ products, basis }: Fraction): number[][] {
  return Array.from({ length: bit(basis.length) }, (_, run) => {
    const high = basis.reduce((mask, factor, i) => (run & bit(basis.length - 1 - i) ? mask | bit(factor) : mask), 0)
    // A product is + when an even number of its factors is −.
    return products.map((product) => 1 - (countBits(product & ~high) % 2))
  })
}

/** Factors of a word, in their order. */
export function factorsOf(word: number, names: readonly string[]): string[] {
  return names.filter((_, i) => (word & bit(i)) !== 0)
}

const bit = (i: number): number => 1 << i

function countBits(mask: number): number {
  let count = 0
  for (let rest = mask; rest !== 0; rest &= rest - 1) count++
  return count
}

function refuse(code: string, place: string, value: string, remedy: string): { value: null; problems: Problem[] } {
  return { value: null, problems: [{ code, place, value, remedy }] }
}
