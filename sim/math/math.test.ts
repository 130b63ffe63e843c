import { describe, expect, test } from 'vitest'
import {
  angleError,
  expExactly,
  logExactly,
  normalQuantileError,
  powExactly,
  sinCosExactly,
  sizeInUlp,
  squareRootExactly,
  tanhExactly,
  toFixed,
  ulpError,
} from './high-precision.ts'
import { asin, atan2, cos, exp, log, normalQuantile, pow, sin, tanh } from './index.ts'

/** Plain congruential numbers in 0..1: the samples must not come from the code under test. */
function createSampler(seed: number): () => number {
  let state = seed >>> 0
  return () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0
    return (state + 0.5) / 4294967296
  }
}

/** Largest of `count` errors in ulp; `measure` draws its own argument. */
function worstOf(count: number, measure: () => number): number {
  let worst = 0
  for (let i = 0; i < count; i++) worst = Math.max(worst, measure())
  return worst
}

const SPECIAL = [
  0,
  -0,
  1,
  -1,
  2,
  -2,
  0.5,
  -0.5,
  3,
  -3,
  Infinity,
  -Infinity,
  NaN,
  5e-324,
  -5e-324,
  1e-310,
  1e301,
  -1e301,
  2 ** 53,
  2 ** 53 + 2,
]

describe('stated errors hold against exact integers', () => {
  test('exp < 0.52 ulp, subnormal results < 0.8 ulp', () => {
    const next = createSampler(1)
    const errorAt = (x: number) => ulpError(exp(x), expExactly(toFixed(x)))
    expect(worstOf(600, () => errorAt((next() - 0.5) * 2 * 708))).toBeLessThan(0.52)
    expect(worstOf(600, () => errorAt((next() - 0.5) * 10))).toBeLessThan(0.52)
    expect(worstOf(300, () => errorAt((next() - 0.5) * 10 ** (-20 * next())))).toBeLessThan(0.52)
    expect(worstOf(300, () => errorAt(-708.4 - next() * 36.7))).toBeLessThan(0.8)
  })

  test('log < 0.6 ulp, also near 1 and for subnormals', () => {
    const next = createSampler(2)
    const errorAt = (x: number) => ulpError(log(x), logExactly(toFixed(x)))
    expect(worstOf(400, () => errorAt(1 + (next() - 0.5) * 0.05))).toBeLessThan(0.6)
    expect(worstOf(400, () => errorAt(next() * 4))).toBeLessThan(0.6)
    expect(worstOf(300, () => errorAt(Math.exp((next() - 0.5) * 1410)))).toBeLessThan(0.6)
    expect(worstOf(100, () => errorAt(next() * 1e-309))).toBeLessThan(0.6)
  })

  test('pow < 0.55 ulp over the whole range of results, subnormal results < 0.8 ulp', () => {
    const next = createSampler(3)
    const errorAt = (x: number, y: number) => ulpError(pow(x, y), powExactly(toFixed(x), toFixed(y)))
    const errorNear = (x: number, logOfResult: number) => errorAt(x, logOfResult / Math.log(x))
    expect(worstOf(200, () => errorAt(next() * 3, 0.3 + next() * 2))).toBeLessThan(0.55)
    expect(worstOf(200, () => errorNear(Math.exp((next() - 0.5) * 1400), (next() - 0.5) * 1410))).toBeLessThan(0.55)
    expect(worstOf(200, () => errorNear(1 + (next() - 0.5) * 0.03, (next() - 0.5) * 1410))).toBeLessThan(0.55)
    expect(worstOf(50, () => errorNear(next() * 3, -709 - next() * 34))).toBeLessThan(0.8)
    expect(worstOf(50, () => errorNear(next() * 1e-308, (next() - 0.5) * 1000))).toBeLessThan(0.55)
  })

  test('sin and cos < 0.8 ulp, huge arguments and neighbours of multiples of π/2 included', () => {
    const next = createSampler(4)
    const errorAt = (x: number) => {
      const exact = sinCosExactly(x)
      return Math.max(ulpError(sin(x), exact.sin), ulpError(cos(x), exact.cos))
    }
    for (const range of [0.8, 20, 1450, 3.2e6, 1e10, 1e300])
      expect(
        worstOf(100, () => errorAt((next() - 0.5) * 2 * range)),
        `${range}`,
      ).toBeLessThan(0.8)
    expect(worstOf(200, () => errorAt(Math.floor(next() * 1e6) * (Math.PI / 2)))).toBeLessThan(0.8)
    // The float64 that comes nearest to a multiple of π/2 (W. Kahan; J.-M. Muller, Elementary functions, 1997).
    expect(errorAt(6381956970095103 * 2 ** 797)).toBeLessThan(0.8)
    expect(errorAt(Number.MAX_VALUE)).toBeLessThan(0.8)
  })

  test('asin < 0.8 ulp', () => {
    const next = createSampler(5)
    const errorAt = (x: number) => {
      const wide = toFixed(x)
      const side = squareRootExactly(toFixed(1) - ((wide * wide) >> 1200n))
      return sizeInUlp(angleError(asin(x), wide, side), toFixed(asin(x)))
    }
    expect(worstOf(300, () => errorAt(next() * 2 - 1))).toBeLessThan(0.8)
    expect(worstOf(100, () => errorAt(1 - next() * 1e-6))).toBeLessThan(0.8)
    expect(worstOf(50, () => errorAt(next() * 1e-7))).toBeLessThan(0.8)
  })

  test('atan2 < 1.5 ulp in all quadrants', () => {
    const next = createSampler(6)
    const errorAt = (y: number, x: number) => sizeInUlp(angleError(atan2(y, x), toFixed(y), toFixed(x)), toFixed(atan2(y, x)))
    expect(worstOf(400, () => errorAt(next() * 2 - 1, next() * 2 - 1))).toBeLessThan(1.5)
    expect(worstOf(200, () => errorAt(next() * 2 - 1, (next() * 2 - 1) * Math.exp(next() * 60 - 30)))).toBeLessThan(1.5)
  })

  test('tanh < 0.6 ulp', () => {
    const next = createSampler(7)
    const errorAt = (x: number) => ulpError(tanh(x), tanhExactly(toFixed(x)))
    for (const range of [0.3, 1, 5, 23])
      expect(
        worstOf(200, () => errorAt((next() - 0.5) * 2 * range)),
        `${range}`,
      ).toBeLessThan(0.6)
    expect(worstOf(50, () => errorAt(10 ** (-20 * next())))).toBeLessThan(0.6)
  })

  test('normalQuantile < 7 ulp from 1e-150 to 1 − 1e-15', () => {
    const next = createSampler(8)
    const errorAt = (p: number) => sizeInUlp(normalQuantileError(normalQuantile(p), p), toFixed(normalQuantile(p)))
    expect(worstOf(300, () => errorAt(next()))).toBeLessThan(7)
    expect(worstOf(100, () => errorAt(1 - 10 ** (-15.5 * next())))).toBeLessThan(7)
    expect(worstOf(100, () => errorAt(Math.exp(-345 * next())))).toBeLessThan(7)
  })
})

describe('the witness itself', () => {
  test('knows ulps: one step off is one ulp', () => {
    expect(ulpError(1 + 2 ** -52, toFixed(1))).toBe(1)
    expect(ulpError(1e-323, toFixed(5e-324))).toBe(1)
    expect(ulpError(3, toFixed(3))).toBe(0)
  })

  test('agrees with published digits of e, ln 10 and sin 1', () => {
    // OEIS A001113, A002392, A049469: the first 30 decimals, as whole numbers.
    const decimals = (x: bigint) => (x * 10n ** 30n) >> 1200n
    expect(decimals(expExactly(toFixed(1)))).toBe(2718281828459045235360287471352n)
    expect(decimals(logExactly(toFixed(10)))).toBe(2302585092994045684017991454684n)
    expect(decimals(sinCosExactly(1).sin)).toBe(841470984807896506652502321630n)
  })
})

describe('special values are those of ECMAScript', () => {
  /** Equal or neighbours; signs of zero, infinities and NaN must be the same. */
  const isSame = (got: number, wanted: number) =>
    (wanted !== 0 && Math.abs(got - wanted) <= 3e-16 * Math.abs(wanted)) || Object.is(got, wanted)

  test('one argument', () => {
    const functions = { exp, log, sin, cos, asin, tanh }
    for (const name of ['exp', 'log', 'sin', 'cos', 'asin', 'tanh'] as const) {
      for (const x of SPECIAL) expect(isSame(functions[name](x), Math[name](x)), `${name}(${x})`).toBe(true)
    }
  })

  test('two arguments', () => {
    for (const a of SPECIAL) {
      for (const b of SPECIAL) {
        expect(isSame(pow(a, b), Math.pow(a, b)), `pow(${a}, ${b})`).toBe(true)
        expect(isSame(atan2(a, b), Math.atan2(a, b)), `atan2(${a}, ${b})`).toBe(true)
      }
    }
  })

  test('limits of exp: largest, smallest and just beyond', () => {
    expect(exp(709.782712893384)).toBeLessThan(Infinity)
    expect(exp(709.7827128933841)).toBe(Infinity)
    expect(exp(-745.1332191019411)).toBe(5e-324)
    expect(exp(-745.1332191019412)).toBe(0)
  })

  test('normalQuantile outside 0..1 and at its ends', () => {
    expect([0, 1, 0.5].map(normalQuantile)).toEqual([-Infinity, Infinity, 0])
    expect([-1e-9, 1.0000001, NaN, Infinity].map(normalQuantile)).toEqual([NaN, NaN, NaN, NaN])
    expect(normalQuantile(5e-324)).toBeLessThan(-38)
  })
})

describe('shape', () => {
  test('powers that are float64 come out exactly', () => {
    for (let n = 0; n <= 15; n++) expect(pow(10, n)).toBe(Number(10n ** BigInt(n)))
    for (let n = 2; n < 3000; n += 7) {
      expect(pow(n, 2)).toBe(n * n)
      expect(pow(n * n, 0.5)).toBe(n)
    }
  })

  test('exp, log and normalQuantile never turn back between neighbours in a walk', () => {
    for (let x = -20; x < 20; x += 0.0007) expect(exp(x + 0.0007)).toBeGreaterThan(exp(x))
    for (let x = 0.5; x < 2; x += 2 ** -14) expect(log(x + 2 ** -14)).toBeGreaterThan(log(x))
    for (let p = 0.0005; p < 0.999; p += 0.0005) expect(normalQuantile(p + 0.0005)).toBeGreaterThan(normalQuantile(p))
  })

  test('odd functions are odd to the bit', () => {
    for (let x = 0.01; x < 1; x += 0.013) {
      for (const f of [sin, asin, tanh]) expect(f(-x)).toBe(-f(x))
      expect(cos(-x)).toBe(cos(x))
    }
  })
})
