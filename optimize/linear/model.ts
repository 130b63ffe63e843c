/*
 * Linear models with whole variables: minimise Σ cost·x over x ≥ 0 with low ≤ Σ a·x ≤ high for each row. Small enough to be held as lists of
 * terms, so that the same model is solved by a library, checked by our own code and turned into its dual.
 */

export interface Variable {
  readonly id: string
  /** Part of the objective for one unit. */
  readonly cost: number
  readonly isWhole: boolean
}

/** Index of a variable, and its coefficient. */
export type Term = readonly [variable: number, coefficient: number]

/** `null` = no limit on that side. */
export interface Row {
  readonly id: string
  readonly low: number | null
  readonly high: number | null
  readonly terms: readonly Term[]
}

export interface LinearModel {
  readonly variables: readonly Variable[]
  readonly rows: readonly Row[]
}

/** A model under construction; `add` and `limit` answer with the index of what they added. */
export interface ModelBuilder {
  readonly add: (id: string, cost: number, isWhole?: boolean) => number
  readonly limit: (id: string, low: number | null, high: number | null, terms: readonly Term[]) => number
  readonly build: () => LinearModel
}

export function createModelBuilder(): ModelBuilder {
  const variables: Variable[] = []
  const rows: Row[] = []
  return {
    add: (id, cost, isWhole = false) => variables.push({ id, cost, isWhole }) - 1,
    limit: (id, low, high, terms) => rows.push({ id, low, high, terms: terms.filter(([, a]) => a !== 0) }) - 1,
    build: () => ({ variables, rows }),
  }
}

/** The same model with fractions allowed everywhere: its optimum is a bound that no whole answer can beat. */
export function relax({ variables, rows }: LinearModel): LinearModel {
  return { rows, variables: variables.map((variable) => ({ ...variable, isWhole: false })) }
}
