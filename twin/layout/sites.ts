import type { SiteSpec } from '../spec.ts'
import type { Survey } from './survey.ts'

/** Places of one kind: nodes and names, the rule's first, then those added by hand in the order of their names. */
export interface SitePlan {
  readonly node: readonly number[]
  readonly name: readonly string[]
}

/**
 * The rule's places with those set by hand: a site under a name of the rule moves or removes that place and nobody else's, any other open
 * site is added on the nearest crossing that can be driven to.
 */
export function planSites(survey: Survey, rule: SitePlan, sites: readonly SiteSpec[]): SitePlan {
  const plan = new Map(rule.name.map((name, i) => [name, rule.node[i]]))
  for (const { name, state, lonDeg, latDeg } of sites) {
    if (state === 'removed' || lonDeg === null || latDeg === null) plan.delete(name)
    else plan.set(name, survey.nearestNode(lonDeg, latDeg))
  }
  return { node: [...plan.values()], name: [...plan.keys()] }
}
