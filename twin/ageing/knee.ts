/** Where a fade curve begins to fall faster: place, value there, and the slopes of the lines before and behind. */
export interface Knee {
  readonly x: number
  readonly y: number
  readonly slopeBefore: number
  readonly slopeBehind: number
}

/** A bend is a knee when the curve falls at least so many times as fast behind it … */
const steepening = 1.5
/** … and two lines leave at most this part of the squares that one line leaves. */
const unexplained = 0.25
/** Lines through fewer points than this on either side would follow single points. */
const fewest = 3

/**
 * The knee of a curve (`x` rising, same length) that falls: Bacon and Watts' two joined lines (Biometrika 58 (1971) 525) in their sharp limit, the joint at
 * the point where least squares is smallest, as in Fermín-Cueto et al., Energy and AI 1 (2020) 100006. That paper finds a joint in any curve; here it is a
 * knee only if the curve steepens by half and two lines leave a quarter of one line's squares. `null` where there is none: straight and flattening curves.
 */
export function findKnee(x: ArrayLike<number>, y: ArrayLike<number>): Knee | null {
  let best: Joint | null = null
  for (let k = fewest - 1; k <= x.length - fewest; k++) {
    const joint = fitJoint(x, y, k)
    if (best === null || joint.squares < best.squares) best = joint
  }
  if (best === null) return null
  const { at, level, slope, bend, squares } = best
  const isSteeper = slope + bend < 0 && slope + bend <= steepening * Math.min(0, slope)
  if (!isSteeper || squares > unexplained * squaresOfLine(x, y)) return null
  return { x: x[at], y: level, slopeBefore: slope, slopeBehind: slope + bend }
}

/** y ≈ level + slope·(x − x[at]) + bend·max(0, x − x[at]). */
interface Joint {
  readonly at: number
  readonly level: number
  readonly slope: number
  readonly bend: number
  readonly squares: number
}

function fitJoint(x: ArrayLike<number>, y: ArrayLike<number>, at: number): Joint {
  let [n, su, sv, suu, svv, sy, suy, svy] = [0, 0, 0, 0, 0, 0, 0, 0]
  for (let i = 0; i < x.length; i++) {
    const u = x[i] - x[at]
    const v = Math.max(0, u)
    n++
    su += u
    sv += v
    suu += u * u
    svv += v * v
    sy += y[i]
    suy += u * y[i]
    svy += v * y[i]
  }
  // v is u or 0, so that the sum of u·v is that of v².
  const [level, slope, bend] = solveSymmetric(n, su, sv, suu, svv, svv, sy, suy, svy)
  let squares = 0
  for (let i = 0; i < x.length; i++) {
    const u = x[i] - x[at]
    const off = y[i] - level - slope * u - bend * Math.max(0, u)
    squares += off * off
  }
  return { at, level, slope, bend, squares }
}

/** Cramer's rule for the symmetric matrix (a b c; b d e; c e f) and the right side (p, q, r). */
function solveSymmetric(a: number, b: number, c: number, d: number, e: number, f: number, p: number, q: number, r: number): number[] {
  const det = a * (d * f - e * e) - b * (b * f - c * e) + c * (b * e - c * d)
  return [
    (p * (d * f - e * e) - b * (q * f - r * e) + c * (q * e - r * d)) / det,
    (a * (q * f - r * e) - p * (b * f - c * e) + c * (b * r - c * q)) / det,
    (a * (d * r - e * q) - b * (b * r - c * q) + p * (b * e - c * d)) / det,
  ]
}

/** Sum of squares that one straight line leaves. */
function squaresOfLine(x: ArrayLike<number>, y: ArrayLike<number>): number {
  const n = x.length
  const mean = (values: ArrayLike<number>): number => Array.from(values).reduce((sum, value) => sum + value / n, 0)
  const [mx, my] = [mean(x), mean(y)]
  let [sxx, sxy, syy] = [0, 0, 0]
  for (let i = 0; i < n; i++) {
    sxx += (x[i] - mx) * (x[i] - mx)
    sxy += (x[i] - mx) * (y[i] - my)
    syy += (y[i] - my) * (y[i] - my)
  }
  return syy - (sxy * sxy) / sxx
}
