import { log } from './log.ts'

/** Numerators and denominators of AS 241's three rational approximations, highest power first. */
const CENTRAL_ABOVE = new Float64Array([
  2509.0809287301227, 33430.57558358813, 67265.7709270087, 45921.95393154987, 13731.69376550946, 1971.5909503065513, 133.14166789178438,
  3.3871328727963665,
])
const CENTRAL_BELOW = new Float64Array([
  5226.495278852854, 28729.085735721943, 39307.89580009271, 21213.794301586597, 5394.196021424751, 687.1870074920579, 42.31333070160091, 1,
])
const MIDDLE_ABOVE = new Float64Array([
  0.0007745450142783414, 0.022723844989269184, 0.2417807251774506, 1.2704582524523684, 3.6478483247632045, 5.769497221460691,
  4.630337846156546, 1.4234371107496835,
])
const MIDDLE_BELOW = new Float64Array([
  1.0507500716444169e-9, 0.0005475938084995345, 0.015198666563616457, 0.14810397642748008, 0.6897673349851, 1.6763848301838038,
  2.053191626637759, 1,
])
const FAR_ABOVE = new Float64Array([
  2.0103343992922881e-7, 2.7115555687434876e-5, 0.0012426609473880784, 0.026532189526576124, 0.29656057182850487, 1.7848265399172913,
  5.463784911164114, 6.657904643501103,
])
const FAR_BELOW = new Float64Array([
  2.0442631033899397e-15, 1.421511758316446e-7, 1.8463183175100548e-5, 0.0007868691311456133, 0.014875361290850615, 0.1369298809227358,
  0.599832206555888, 1,
])

/**
 * Inverse of the standard normal distribution function: p in 0..1, 0 → −Infinity, 1 → Infinity, anything else → NaN.
 * Error < 7 ulp (1e-15 of the value; tested for p from 1e-150 up). Source: M. J. Wichura, Algorithm AS 241 (PPND16), Applied Statistics 37 (1988).
 */
export function normalQuantile(p: number): number {
  const q = p - 0.5
  if (Math.abs(q) <= 0.425) return q * ratio(CENTRAL_ABOVE, CENTRAL_BELOW, 0.180625 - q * q)
  if (!(p >= 0 && p <= 1)) return NaN
  const tail = q < 0 ? p : 1 - p
  if (tail === 0) return q < 0 ? -Infinity : Infinity
  const r = Math.sqrt(-log(tail))
  const size = r <= 5 ? ratio(MIDDLE_ABOVE, MIDDLE_BELOW, r - 1.6) : ratio(FAR_ABOVE, FAR_BELOW, r - 5)
  return q < 0 ? -size : size
}

function ratio(above: Float64Array, below: Float64Array, r: number): number {
  let numerator = above[0]
  let denominator = below[0]
  for (let i = 1; i < 8; i++) {
    numerator = numerator * r + above[i]
    denominator = denominator * r + below[i]
  }
  return numerator / denominator
}
