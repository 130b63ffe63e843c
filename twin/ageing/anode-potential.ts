import { exp, tanh } from '../../sim/math/index.ts'

/**
 * Potential of graphite against lithium in volts at a cell's state of charge (0 … 1), by the half-cell fit that BLAST-Lite uses
 * (Safari and Delacourt, J. Electrochem. Soc. 158 (2011) A562), with 0.0085 … 0.78 of the graphite in use.
 */
export function anodePotential(socFrac: number): number {
  const x = 0.0085 + socFrac * (0.78 - 0.0085)
  return (
    0.6379 +
    0.5416 * exp(-305.5309 * x) +
    0.044 * tanh(-(x - 0.1958) / 0.1088) -
    0.1978 * tanh((x - 1.0571) / 0.0854) -
    0.6875 * tanh((x + 0.0117) / 0.0529) -
    0.0175 * tanh((x - 0.5692) / 0.0875)
  )
}
