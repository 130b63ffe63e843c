import { highWord, lowWord } from './bits.ts'

/**
 * Argument reduction for sin and cos: x = n·π/2 + r + tail with |r| ≤ π/4 (a hair more at the ends).
 * Method: W. J. Cody and W. Waite, Software manual for the elementary functions (1980), π/2 in pieces of 33 bits as in fdlibm (Sun, 1993);
 * beyond that M. H. Payne and R. N. Hanek, Radian reduction for trigonometric functions (1983), here with exact integers.
 */

/** r and tail of the latest reduction; sin and cos read them at once, so nothing of a run lies here. */
export const reduced = new Float64Array(2)

const ROUND = 6755399441055744
const TWO_OVER_PI = 0.6366197723675814
const HALF_PI_1 = 1.5707963267341256
const HALF_PI_2 = 6.077100506303966e-11
const HALF_PI_3 = 2.0222662487111665e-21
const HALF_PI_4 = 8.4784276603689e-32

/** Up to here n has at most 20 bits, so that its product with a piece of 33 bits is exact. */
const CODY_WAITE_LIMIT = 1_600_000

/** Fills `reduced` and returns n mod 4 (0..3), for any finite x. Error of r + tail < 2⁻⁶⁸ of r. */
export function reduceByHalfPi(x: number): number {
  if (Math.abs(x) > CODY_WAITE_LIMIT) return reduceHuge(x)
  const n = x * TWO_OVER_PI + ROUND - ROUND
  const first = x - n * HALF_PI_1
  const b = n * HALF_PI_2
  const second = first - b
  const secondBack = second - first
  const secondLost = first - (second - secondBack) - (b + secondBack)
  const c = n * HALF_PI_3
  const third = second - c
  const thirdBack = third - second
  const lost = second - (third - thirdBack) - (c + thirdBack) + (secondLost - n * HALF_PI_4)
  const r = third + lost
  reduced[0] = r
  reduced[1] = third - r + lost
  return n & 3
}

/** 2/π·2¹²¹⁶, rounded down: enough for the largest float64 and 140 bits behind the point. */
const TWO_OVER_PI_BITS =
  0xa2f9836e4e441529fc2757d1f534ddc0db6295993c439041fe5163abdebbc561b7246e3a424dd2e006492eea09d1921cfe1deb1cb129a73ee88235f52ebb4484e99c7026b45f7e413991d639835339f49c845f8bbdf9283b1ff897ffde05980fef2f118b5a0a6d1f6d367ecf27cb09b74f463f669e5fea2d7527bac7ebe5f17b3d0739f78a5292ea6bfb5fb11f8d5d0856033046fc7b6babn
const FRACTION_BITS = 1216n
const HALF_PI_HI = 1.5707963267948966
const HALF_PI_LO = 6.123233995736766e-17

/** The same with exact integers, for any finite |x| ≥ 1; about a microsecond, for arguments that models do not have. */
function reduceHuge(x: number): number {
  const size = Math.abs(x)
  const exponent = (highWord(size) >>> 20) - 1075
  const upper = BigInt((highWord(size) & 0xfffff) | 0x100000)
  const mantissa = (upper << 32n) | BigInt(lowWord(size))
  const shift = FRACTION_BITS - BigInt(exponent)
  const turns = mantissa * TWO_OVER_PI_BITS
  let n = turns >> shift
  let rest = turns - (n << shift)
  if (rest >> (shift - 1n) === 1n) {
    n += 1n
    rest -= 1n << shift
  }
  storeProduct(rest, shift, x < 0 ? -1 : 1)
  return Number(x < 0 ? -n & 3n : n & 3n)
}

/** reduced = sign·(rest·2^−shift)·π/2 in two float64. */
function storeProduct(rest: bigint, shift: bigint, sign: number): void {
  const kept = Number(rest >> (shift - 126n))
  const lower = Number((rest >> (shift - 126n)) - BigInt(kept))
  const scale = 1 / (1 << 30) / (1 << 30) / (1 << 30) / (1 << 30) / (1 << 6)
  const hi = kept * scale
  const head = splitHead(hi)
  const halfHead = splitHead(HALF_PI_HI)
  const product = hi * HALF_PI_HI
  const exactRest =
    head * halfHead - product + head * (HALF_PI_HI - halfHead) + (hi - head) * halfHead + (hi - head) * (HALF_PI_HI - halfHead)
  const lost = exactRest + (hi * HALF_PI_LO + lower * scale * HALF_PI_HI)
  const r = product + lost
  reduced[0] = sign * r
  reduced[1] = sign * (product - r + lost)
}

function splitHead(x: number): number {
  return x * 134217729 - (x * 134217729 - x)
}
