/** A = primary or peer-reviewed, B = trade press or operator, C = single open project, D = divided from A and B, or an assumption of ours. */
export type Confidence = 'A' | 'B' | 'C' | 'D' | 'assumption'

/** Where a figure comes from. */
export interface Source {
  readonly confidence: Confidence
  /** Key of the collection of defaults that the figures were taken from, for example `first_life_end_soh`; empty for an assumption and for a publication that the text names. */
  readonly key: string
  /** For people: publication, or why this value was assumed. */
  readonly text: string
}

/** A figure from the collection, by its key there. */
export function from(confidence: Exclude<Confidence, 'assumption'>, key: string, text: string): Source {
  return { confidence, key, text }
}

/** A figure of a peer-reviewed publication, which the text names with its year. */
export function published(text: string): Source {
  return { confidence: 'A', key: '', text }
}

export function assume(text: string): Source {
  return { confidence: 'assumption', key: '', text }
}

/** First values that the case itself states; nobody has measured them. */
export function given(text = 'first value of the case'): Source {
  return { confidence: 'assumption', key: '', text }
}

/** Choices of whoever writes the scenario: there is nothing to measure. */
export const choice: Source = { confidence: 'assumption', key: '', text: 'choice of the planner' }
