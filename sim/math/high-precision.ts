/**
 * The same functions in exact integers, slow and plain: the tests' witness. A number is a bigint times 2⁻¹²⁰⁰, so that every float64 is exact.
 * Sums are plain Taylor series after an argument reduction; absolute errors stay below 2⁻¹¹⁵⁰.
 */
const BITS = 1200n
const ONE = 1n << BITS
/** π needs the bits of the largest float64 on top. */
const PI_BITS = BITS + 1100n
const PI = 4n * (4n * arctanOfInverse(5n, PI_BITS) - arctanOfInverse(239n, PI_BITS))
const LN2 = 2n * artanhOf(ONE / 3n)

const view = new DataView(new ArrayBuffer(8))

/** Any finite float64, exactly. */
export function toFixed(x: number, bits = BITS): bigint {
  view.setFloat64(0, x)
  const word = view.getBigUint64(0)
  const exponent = (word >> 52n) & 0x7ffn
  const fraction = (word & 0xfffffffffffffn) | (exponent > 0n ? 1n << 52n : 0n)
  const size = (fraction << (bits - 1074n)) << (exponent > 0n ? exponent - 1n : 0n)
  return x < 0 ? -size : size
}

/** Distance of `got` from `exact` in units of the last place of `exact` (of the smallest float64 where that is subnormal). */
export function ulpError(got: number, exact: bigint): number {
  return sizeInUlp(toFixed(got) - exact, exact)
}

/** |difference| in units of the last place of `at`. */
export function sizeInUlp(difference: bigint, at: bigint): number {
  const top = bitLength(absolute(at))
  const ulpBit = top - 53n < BITS - 1074n ? BITS - 1074n : top - 53n
  return Number((absolute(difference) << 32n) >> ulpBit) / 4294967296
}

function bitLength(x: bigint): bigint {
  return BigInt(x.toString(2).length)
}

function absolute(x: bigint): bigint {
  return x < 0n ? -x : x
}

function arctanOfInverse(n: bigint, bits: bigint): bigint {
  let power = (1n << bits) / n
  let sum = 0n
  for (let k = 0n; power !== 0n; k++) {
    sum += k % 2n === 0n ? power / (2n * k + 1n) : -power / (2n * k + 1n)
    power /= n * n
  }
  return sum
}

function artanhOf(s: bigint): bigint {
  const square = (s * s) >> BITS
  let power = s
  let sum = 0n
  for (let k = 1n; power !== 0n && power !== -1n; k += 2n) {
    sum += power / k
    power = (power * square) >> BITS
  }
  return sum
}

function divideRounding(a: bigint, b: bigint): bigint {
  const n = (2n * a + b) / (2n * b)
  return 2n * a + b < 0n ? n - 1n : n
}

export function expExactly(x: bigint): bigint {
  const k = divideRounding(x, LN2)
  const r = x - k * LN2
  let term = ONE
  let sum = 0n
  for (let n = 1n; term !== 0n && term !== -1n; n++) {
    sum += term
    term = ((term * r) >> BITS) / n
  }
  return k >= 0n ? sum << k : sum >> -k
}

/** ln x for x > 0, by the power of two that is nearest to x. */
export function logExactly(x: bigint): bigint {
  const floor = bitLength(x) - BITS - 1n
  const k = x >> (floor + BITS - 1n) === 3n ? floor + 1n : floor
  const power = k >= 0n ? ONE << k : ONE >> -k
  return k * LN2 + 2n * artanhOf(((x - power) << BITS) / (x + power))
}

export function powExactly(x: bigint, y: bigint): bigint {
  return expExactly((y * logExactly(x)) >> BITS)
}

/** Sine and cosine of a float64 of any size. */
export function sinCosExactly(x: number): { sin: bigint; cos: bigint } {
  const wide = toFixed(x, PI_BITS)
  const n = divideRounding(2n * wide, PI)
  const r = (wide - (n * PI) / 2n) >> (PI_BITS - BITS)
  const sums = [0n, 0n, 0n, 0n]
  let term = ONE
  for (let k = 1n; term !== 0n && term !== -1n; k++) {
    sums[Number((k - 1n) % 4n)] += term
    term = ((term * r) >> BITS) / k
  }
  const cos = sums[0] - sums[2]
  const sin = sums[1] - sums[3]
  const quadrant = Number(((n % 4n) + 4n) % 4n)
  if (quadrant === 0) return { sin, cos }
  if (quadrant === 1) return { sin: cos, cos: -sin }
  return quadrant === 2 ? { sin: -sin, cos: -cos } : { sin: -cos, cos: sin }
}

/** Angle of (x, y) minus `guess`, by the tangent of the difference; exact to its third power, so `guess` must be close. */
export function angleError(guess: number, y: bigint, x: bigint): bigint {
  const { sin, cos } = sinCosExactly(guess)
  return ((y * cos - x * sin) << BITS) / (x * cos + y * sin)
}

export function tanhExactly(x: bigint): bigint {
  const e = expExactly(2n * x)
  return ((e - ONE) << BITS) / (e + ONE)
}

/** Whole square root by Newton's method. */
export function squareRootExactly(x: bigint): bigint {
  if (x === 0n) return 0n
  let root = 1n << (bitLength(x << BITS) / 2n + 1n)
  for (;;) {
    const next = (root + (x << BITS) / root) >> 1n
    if (next >= root) return root
    root = next
  }
}

/** (Φ⁻¹(p) − guess), from one Newton step with Φ by its series of positive terms. */
export function normalQuantileError(guess: number, p: number): bigint {
  const z = toFixed(guess)
  const square = (z * z) >> BITS
  const density = (expExactly(-square / 2n) << BITS) / squareRootExactly((2n * PI) >> (PI_BITS - BITS))
  let term = z
  let sum = 0n
  for (let n = 3n; term !== 0n && term !== -1n; n += 2n) {
    sum += term
    term = ((term * square) >> BITS) / n
  }
  const cumulative = ONE / 2n + ((density * sum) >> BITS)
  return ((toFixed(p) - cumulative) << BITS) / density
}
