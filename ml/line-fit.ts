/** y ≈ intercept + slope·x. */
export interface LineFit {
  readonly intercept: number
  readonly slope: number
}

/** Least squares. Slope 0 through the mean where x does not vary. */
export function fitLine(x: ArrayLike<number>, y: ArrayLike<number>): LineFit {
  const n = x.length
  let sumX = 0
  let sumY = 0
  for (let i = 0; i < n; i++) {
    sumX += x[i]
    sumY += y[i]
  }
  const meanX = sumX / n
  const meanY = sumY / n
  let products = 0
  let squares = 0
  for (let i = 0; i < n; i++) {
    products += (x[i] - meanX) * (y[i] - meanY)
    squares += (x[i] - meanX) * (x[i] - meanX)
  }
  const slope = squares === 0 ? 0 : products / squares
  return { intercept: meanY - slope * meanX, slope }
}
