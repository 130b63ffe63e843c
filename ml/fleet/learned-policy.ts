import type { Parsed, Problem } from '../../data/columns/index.ts'
import { ReplacementCause } from '../../twin/index.ts'
import type { Policies, WorldSpec } from '../../twin/index.ts'
import type { SavedModel } from '../model-file.ts'
import { createPredictor } from '../net.ts'
import { cyclesPerDay, fleetFeatures, limitOf } from './fleet-features.ts'
import { contextOf } from './fleet-record.ts'

/** Why a model cannot decide in a run: features that no fleet can tell, or an answer that is no time. None when it can. */
export function judgeForFleet({ net }: SavedModel): Problem[] {
  const known = new Set(fleetFeatures.map(({ name }) => name))
  const unknown = net.features.filter(({ name }) => !known.has(name)).map(({ name }) => name)
  const problems: Problem[] = []
  if (unknown.length > 0)
    problems.push({
      code: 'unknown-features',
      place: 'model.features',
      value: unknown.join(', ').slice(0, 80),
      remedy: 'Train on a run, or on capacity by cycle: a fleet does not measure what this model asks for.',
    })
  if (net.target.unit !== 'd' && net.target.unit !== 'cycles')
    problems.push({
      code: 'no-time',
      place: 'model.target.unit',
      value: net.target.unit,
      remedy: 'Train a model that answers in days (d) or cycles.',
    })
  return problems
}

/**
 * Policies that ask a learned model when to replace for wear: now, when it says that fewer than the scenario's `belowDays` are left, and at the latest
 * at the limit itself. Everything else is as in `base`. Evaluated by the portable kernel, so every machine decides the same.
 */
export function createLearnedPolicies(base: Policies, model: SavedModel, spec: WorldSpec): Parsed<Policies> {
  const problems = judgeForFleet(model)
  if (problems.length > 0) return { value: null, problems }
  const context = contextOf(spec)
  const { belowDays } = spec.rules.replacement
  const asked = model.net.features.map(({ name }) => fleetFeatures.find((feature) => feature.name === name)!)
  const isInCycles = model.net.target.unit === 'cycles'
  const predict = createPredictor(model.net)
  const x = new Float64Array(asked.length)
  const value: Policies = {
    ...base,
    id: JSON.stringify(['learned', model.hash, belowDays, base.id]),
    readsHistory: true,
    exchangeNow: (question) => {
      if (question.isFaulty || question.isWrongForContract) return base.exchangeNow(question)
      if (question.sohFrac < limitOf(question, context)) return ReplacementCause.wear
      for (let i = 0; i < asked.length; i++) x[i] = asked[i].of(question, context)
      const days = isInCycles ? predict(x) / cyclesPerDay(question) : predict(x)
      return days < belowDays ? ReplacementCause.wear : ReplacementCause.none
    },
  }
  return { value, problems: [] }
}
