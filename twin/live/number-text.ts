/*
 * Numbers in text without a string for each: up to 15 digits and 22 decimals are exact in float64, and so is their quotient's rounding
 * (W. D. Clinger, How to read floating point numbers accurately, PLDI 1990); whatever is longer goes the slow way.
 */
const powers = Float64Array.from({ length: 23 }, (_, i) => Number(`1e${i}`))
const plain = /^[+-]?(\d+\.?\d*|\.\d+)([eE][+-]?\d+)?$/
const [zero, nine, minus, plus, point] = [48, 57, 45, 43, 46]

/** The number in `text[from, to)`, with the point or `decimal` (a code) as its decimal sign; NaN where there is none. */
export function parseNumber(text: string, from: number, to: number, decimal: number): number {
  let at = from
  const sign = text.charCodeAt(at)
  if (sign === minus || sign === plus) at += 1
  let [mantissa, digits, decimals] = [0, 0, -1]
  for (; at < to; at++) {
    const code = text.charCodeAt(at)
    if (code >= zero && code <= nine) {
      mantissa = mantissa * 10 + (code - zero)
      digits += 1
      if (decimals >= 0) decimals += 1
    } else if ((code === point || code === decimal) && decimals < 0) decimals = 0
    else return parseSlowly(text.slice(from, to), decimal)
  }
  if (digits === 0) return Number.NaN
  if (digits > 15) return parseSlowly(text.slice(from, to), decimal)
  const value = decimals > 0 ? mantissa / powers[decimals] : mantissa
  return sign === minus ? -value : value
}

function parseSlowly(text: string, decimal: number): number {
  const pointed = decimal === point ? text : text.replace(String.fromCharCode(decimal), '.')
  return plain.test(pointed) ? Number(pointed) : Number.NaN
}
