import { cos, sin } from '../math/index.ts'
import { nextXoshiroUniform } from '../random/index.ts'
import type { Fields } from './fields.ts'

/** Arrivals per time that swing once a period: mean · (1 + amplitude · sin(2π t / period)), |amplitude| ≤ 1. */
export interface SineRate {
  readonly mean: number
  readonly amplitude: number
  readonly period: number
}

const FORMULA = 'mean*(1+amplitude*sin(2pit/period))'

export function readRate(fields: Fields): SineRate {
  const text = fields.text(['rate'])
  if (text !== null && text.replaceAll(/[\s]|(?<=2)\*|(?<=pi)\s*\*/g, '') !== FORMULA)
    fields.complain('rate', 'only "mean * (1 + amplitude * sin(2 pi t / period))" is understood')
  return {
    mean: fields.number(['mean', 'meanRate', 'arrivalRate'], [1e-12, 1e12]),
    amplitude: fields.number(['amplitude'], [-1, 1]),
    period: fields.number(['period'], [1e-12, 1e12]),
  }
}

/** Arrivals to be expected from `from` to `to`. */
export function expectArrivals({ mean, amplitude, period }: SineRate, from: number, to: number): number {
  const omega = (2 * Math.PI) / period
  return mean * (to - from + (amplitude / omega) * (cos(omega * from) - cos(omega * to)))
}

/** Rate of candidates, of which `isKept` thins out those that the rate does not have. Source: P. A. W. Lewis, G. S. Shedler (1979). */
export function candidateRate({ mean, amplitude }: SineRate): number {
  return mean * (1 + Math.abs(amplitude))
}

/** Is a candidate at `time` an arrival? */
export function isKept({ amplitude, period }: SineRate, time: number, words: Uint32Array): boolean {
  const share = 1 + amplitude * sin((2 * Math.PI * time) / period)
  return nextXoshiroUniform(words) * (1 + Math.abs(amplitude)) < share
}
