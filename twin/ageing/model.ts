import { AssertionError, assert } from '../../sim/assert.ts'
import type { FixedPower } from './fixed-power.ts'
import { createFixedPower } from './fixed-power.ts'
import type { AgeingLaw, AgeingParameters, AgeingRange, AgeingState, StepKind } from './law.ts'
import { maxStates } from './law.ts'
import { ageingLaws } from './published-laws.ts'
import { additiveFromState } from './state-form.ts'

/** A law with its parameters bound: what a battery product names as its ageing model. Frozen; it lies outside the arena. */
export interface AgeingModel {
  readonly id: string
  readonly label: string
  readonly chemistry: string
  readonly nominalAh: number
  /** `false` where the source publishes no resistance: `resistanceOf` is then NaN, shown as unknown. */
  readonly hasResistance: boolean
  readonly range: AgeingRange
  readonly source: string
  readonly stateCount: number
  /** What the law writes for a day, in order. */
  readonly stepKinds: readonly StepKind[]
  readonly parameters: AgeingParameters
  /** Columns of a new battery, `maxStates` values: z of additive states, y of inverse ones. */
  readonly initialZ: Float64Array
  /** Tables of each state's exponent; of inverse states, which are kept as they are, of 1. */
  readonly powers: readonly FixedPower[]
  /** Tables of each state's inverse exponent. */
  readonly roots: readonly FixedPower[]
  readonly law: AgeingLaw
}

/**
 * Binds a law to parameters and initial states (by state id; the law's own where absent).
 * Every parameter that the law names must be there and finite: callers parse outside input first.
 */
export function createAgeingModel(
  law: AgeingLaw,
  parameters: AgeingParameters = law.parameters,
  initialStates: Readonly<Record<string, number>> = {},
): AgeingModel {
  for (const name of Object.keys(law.parameters)) assert(Number.isFinite(parameters[name]), 'ageing-parameter-missing', name)
  return {
    id: law.id,
    label: law.label,
    chemistry: law.chemistry,
    nominalAh: law.nominalAh,
    hasResistance: law.resistance !== null,
    range: law.range,
    source: law.source,
    stateCount: law.states.length,
    stepKinds: law.inverse?.kinds ?? law.states.map(driverOf),
    parameters: pickParameters(law, parameters),
    initialZ: initialAdditive(law, parameters, initialStates),
    powers: law.states.map((state) => createFixedPower(exponentOf(state, parameters))),
    roots: law.states.map((state) => createFixedPower(1 / exponentOf(state, parameters))),
    law,
  }
}

/** The models with their published parameters; a product stores the index. */
export const ageingModels: readonly AgeingModel[] = ageingLaws.map((law) => createAgeingModel(law))

/** Index into `ageingModels` of a model id, with or without the source's suffix `_Battery`; −1 when there is none. */
export function modelIndex(id: string): number {
  return ageingModels.findIndex((model) => bareModelId(model.id) === bareModelId(id))
}

/** A model id without the suffix `_Battery` that some files carry and others drop. */
export function bareModelId(id: string): string {
  return id.endsWith('_Battery') ? id.slice(0, -'_Battery'.length) : id
}

/** Same names in the same order for every model of a law: objects of one shape keep the kernels fast. */
function pickParameters(law: AgeingLaw, parameters: AgeingParameters): AgeingParameters {
  return Object.fromEntries(Object.keys(law.parameters).map((name) => [name, parameters[name]]))
}

function initialAdditive(law: AgeingLaw, parameters: AgeingParameters, initialStates: Readonly<Record<string, number>>): Float64Array {
  const z = new Float64Array(maxStates)
  law.states.forEach((state, index) => {
    const y = initialStates[state.id] ?? state.initial
    z[index] = state.update === 'inverse' ? y : additiveFromState(state.form, y, exponentOf(state, parameters))
  })
  return z
}

function driverOf(state: AgeingState): StepKind {
  if (state.update === 'additive') return state.driver
  throw new AssertionError('ageing-inverse-update-missing', state.id)
}

/** The exponent p of a state's form; 1 for an inverse state. */
export function exponentOf(state: AgeingState, parameters: AgeingParameters): number {
  if (state.update === 'inverse') return 1
  return typeof state.exponent === 'number' ? state.exponent : parameters[state.exponent]
}
