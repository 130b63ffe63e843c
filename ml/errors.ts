/** How far predictions are from the truth. In the target's unit, but `mapePercent`; all NaN where there is no row. */
export interface ErrorFigures {
  readonly n: number
  readonly rmse: number
  readonly mae: number
  /** Mean of predicted − true: above 0 it promises too much. */
  readonly bias: number
  /** Mean share of the truth, percent; rows whose truth is 0 do not count. */
  readonly mapePercent: number
}

/** Errors of predictions against the truth, entry by entry. */
export function measureErrors(predicted: Float64Array, truth: Float64Array): ErrorFigures {
  const n = truth.length
  let squares = 0
  let sizes = 0
  let sum = 0
  let shares = 0
  let shareRows = 0
  for (let i = 0; i < n; i++) {
    const off = predicted[i] - truth[i]
    squares += off * off
    sizes += Math.abs(off)
    sum += off
    if (truth[i] === 0) continue
    shares += Math.abs(off) / truth[i]
    shareRows += 1
  }
  return { n, rmse: Math.sqrt(squares / n), mae: sizes / n, bias: sum / n, mapePercent: (100 * shares) / shareRows }
}
