import type { ColdSpec, RuleSpec } from './spec.ts'

/*
 * What temperature does to a battery at once, beside ageing it. Energy: in the cold resistance grows, the voltage reaches its limit while charge is left
 * (S. S. Zhang, K. Xu, T. R. Jow, J. Power Sources 115 (2003) 137; Y. Ji, Y. Zhang, C.-Y. Wang, J. Electrochem. Soc. 160 (2013) A636). That charge is not
 * lost: it is there again when it is warmer. Charging: below a limit lithium plates on graphite, so chargers give less or nothing (M. Petzl, M. Kasper,
 * M. A. Danzer, J. Power Sources 275 (2015) 799; limits as JEITA, A Guide to the Safe Use of Secondary Lithium Ion Batteries, 2007); above another one they do so to
 * spare the cells.
 */

/** From here on a battery gives all its energy. */
const warmDegC = 20
/** Two points of the curve are parameters: 0 °C and this one. */
const coldDegC = -20
const leastFrac = 0.1

/** Share of a battery's energy that can be had at a temperature: 1 from 20 °C on, linear between the stated points, on by the same slope below, never under a tenth. */
export function usableShare({ usableAtZeroFrac, usableAtMinus20Frac }: ColdSpec, tempDegC: number): number {
  if (tempDegC >= warmDegC) return 1
  if (tempDegC >= 0) return usableAtZeroFrac + ((1 - usableAtZeroFrac) * tempDegC) / warmDegC
  return Math.max(leastFrac, usableAtZeroFrac + ((usableAtMinus20Frac - usableAtZeroFrac) * tempDegC) / coldDegC)
}

/**
 * Share of the charging power at a cell temperature: nothing in the cold, from a first limit on a part that grows to the whole at a second one;
 * in heat it falls to nothing between two more.
 */
export function chargePowerShare(cold: ColdSpec, rules: ChargeRules, tempDegC: number): number {
  const { chargeSlowFromDegC, chargeStopFromDegC } = rules
  if (tempDegC < cold.chargeFullDegC) return coldShare(cold, tempDegC)
  if (tempDegC <= chargeSlowFromDegC) return 1
  return tempDegC >= chargeStopFromDegC ? 0 : (chargeStopFromDegC - tempDegC) / (chargeStopFromDegC - chargeSlowFromDegC)
}

type ChargeRules = Pick<RuleSpec, 'chargeSlowFromDegC' | 'chargeStopFromDegC'>

function coldShare({ chargeStopDegC, chargeFullDegC, chargeStopFrac }: ColdSpec, tempDegC: number): number {
  if (tempDegC < chargeStopDegC) return 0
  return chargeStopFrac + ((1 - chargeStopFrac) * (tempDegC - chargeStopDegC)) / (chargeFullDegC - chargeStopDegC)
}
