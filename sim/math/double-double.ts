/**
 * Unevaluated sums of two float64 (about 106 bits), used on load to build tables and never in a hot loop.
 * Source: T. J. Dekker, A floating-point technique for extending the available precision (1971).
 */
export interface DoubleDouble {
  readonly hi: number
  readonly lo: number
}

/** Veltkamp's factor 2²⁷ + 1: x·SPLITTER − (x·SPLITTER − x) keeps the upper 26 bits of x. */
export const SPLITTER = 134217729

export function fromNumber(x: number): DoubleDouble {
  return { hi: x, lo: 0 }
}

/** a + b exactly, when |a| ≥ |b| or a = 0. */
function sumOrdered(a: number, b: number): DoubleDouble {
  const hi = a + b
  return { hi, lo: b - (hi - a) }
}

/** a·b exactly, without a fused multiply-add. */
function multiplyExactly(a: number, b: number): DoubleDouble {
  const aScaled = a * SPLITTER
  const bScaled = b * SPLITTER
  const aHi = aScaled - (aScaled - a)
  const bHi = bScaled - (bScaled - b)
  const aLo = a - aHi
  const bLo = b - bHi
  const hi = a * b
  return { hi, lo: aHi * bHi - hi + aHi * bLo + aLo * bHi + aLo * bLo }
}

export function add(a: DoubleDouble, b: DoubleDouble): DoubleDouble {
  const hi = a.hi + b.hi
  const rest = hi - a.hi
  return sumOrdered(hi, a.hi - (hi - rest) + (b.hi - rest) + (a.lo + b.lo))
}

function negate(a: DoubleDouble): DoubleDouble {
  return { hi: -a.hi, lo: -a.lo }
}

export function multiply(a: DoubleDouble, b: DoubleDouble): DoubleDouble {
  const product = multiplyExactly(a.hi, b.hi)
  return sumOrdered(product.hi, product.lo + (a.hi * b.lo + a.lo * b.hi))
}

export function divide(a: DoubleDouble, b: DoubleDouble): DoubleDouble {
  const first = a.hi / b.hi
  const rest = add(a, negate(multiply(b, fromNumber(first))))
  const second = rest.hi / b.hi
  const last = add(rest, negate(multiply(b, fromNumber(second)))).hi / b.hi
  return add(sumOrdered(first, second), fromNumber(last))
}

/** Square root of a positive number, by one Newton step from the float64 root. */
export function squareRoot(a: DoubleDouble): DoubleDouble {
  const root = fromNumber(Math.sqrt(a.hi))
  return add(root, divide(add(a, negate(multiply(root, root))), fromNumber(2 * root.hi)))
}

/** ln(v) for 0.5 ≤ v ≤ 2 as 2·artanh((v − 1)/(v + 1)), to about 100 bits. */
export function logOf(v: number): DoubleDouble {
  const s = divide(add(fromNumber(v), fromNumber(-1)), add(fromNumber(v), fromNumber(1)))
  const square = multiply(s, s)
  let sum = fromNumber(0)
  for (let n = 67; n >= 1; n -= 2) sum = add(multiply(sum, square), divide(fromNumber(1), fromNumber(n)))
  return multiply(multiply(sum, s), fromNumber(2))
}
