/** Coefficients on |t| ≤ 7/16 and the cut points from fdlibm's s_atan.c (Sun Microsystems, 1993). */
const A0 = 0.3333333333333293
const A1 = -0.19999999999876483
const A2 = 0.14285714272503466
const A3 = -0.11111110405462356
const A4 = 0.09090887133436507
const A5 = -0.0769187620504483
const A6 = 0.06661073137387531
const A7 = -0.058335701337905735
const A8 = 0.049768779946159324
const A9 = -0.036531572744216916
const A10 = 0.016285820115365782

const PI_LO = 1.2246467991473532e-16
const HALF_PI = 1.5707963267948966
const HALF_PI_LO = 6.123233995736766e-17
const ATAN_HALF = 0.4636476090008061
const ATAN_HALF_LO = 2.2698777452961687e-17
const QUARTER_PI = 0.7853981633974483
const QUARTER_PI_LO = 3.061616997868383e-17
const ATAN_3_HALVES = 0.982793723247329
const ATAN_3_HALVES_LO = 1.3903311031230998e-17

/**
 * Angle of the point (x, y) in radians, −π..π, with the signs and special cases of ECMAScript's Math.atan2. Error < 1.5 ulp.
 * Note the order: y first.
 */
export function atan2(y: number, x: number): number {
  if (x !== x || y !== y) return NaN
  if (y === 0) return x < 0 || (x === 0 && 1 / x < 0) ? withSign(Math.PI, y) : y
  if (x === 0) return withSign(HALF_PI, y)
  if (Math.abs(x) === Infinity || Math.abs(y) === Infinity) return angleAtInfinity(y, x)
  if (x > 0) return withSign(atanOfRatio(Math.abs(y / x)), y)
  const isSteep = Math.abs(y) > -x
  return withSign(isSteep ? HALF_PI + (atanOfRatio(Math.abs(x / y)) + HALF_PI_LO) : Math.PI - (atanOfRatio(Math.abs(y / x)) - PI_LO), y)
}

function withSign(size: number, sign: number): number {
  return sign < 0 || (sign === 0 && 1 / sign < 0) ? -size : size
}

function angleAtInfinity(y: number, x: number): number {
  if (Math.abs(x) !== Infinity) return withSign(HALF_PI, y)
  if (Math.abs(y) !== Infinity) return withSign(x > 0 ? 0 : Math.PI, y)
  return withSign(x > 0 ? QUARTER_PI : 3 * QUARTER_PI, y)
}

/** atan(t) for t ≥ 0, Infinity included. */
function atanOfRatio(t: number): number {
  if (t < 0.4375) return t < 1e-8 ? t : t - t * series(t)
  if (t < 0.6875) return atanFrom((2 * t - 1) / (2 + t), ATAN_HALF, ATAN_HALF_LO)
  if (t < 1.1875) return atanFrom((t - 1) / (t + 1), QUARTER_PI, QUARTER_PI_LO)
  if (t < 2.4375) return atanFrom((t - 1.5) / (1 + 1.5 * t), ATAN_3_HALVES, ATAN_3_HALVES_LO)
  return atanFrom(-1 / t, HALF_PI, HALF_PI_LO)
}

function atanFrom(t: number, base: number, baseLo: number): number {
  return base - (t * series(t) - baseLo - t)
}

/** (t − atan(t))/t for |t| ≤ 7/16, odd and even powers apart. */
function series(t: number): number {
  const z = t * t
  const w = z * z
  return z * (A0 + w * (A2 + w * (A4 + w * (A6 + w * (A8 + w * A10))))) + w * (A1 + w * (A3 + w * (A5 + w * (A7 + w * A9))))
}
