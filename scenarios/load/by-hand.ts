import type { WorldSpec } from '../../twin/index.ts'
import { judgeName } from './check-field.ts'
import { possibleHubNames } from './hub-names.ts'
import { addProblem, hasProblemAt } from './report.ts'
import type { Report } from './report.ts'

/** Hubs are counted in bytes. */
const mostHubs = 255

/** Names that a hub of this scenario may have in some city: those of the rule, and those set by hand. */
export function hubNamesOf({ hubs }: WorldSpec): string[] {
  const names = [...possibleHubNames(hubs.count), ...hubs.sites.map(({ name }) => name)]
  return [...new Set(names)]
}

/** What is set by hand: places and couriers' areas, as far as no city is needed to judge it. */
export function checkByHand(spec: WorldSpec, report: Report): void {
  const rules = { hubs: possibleHubNames(spec.hubs.count), shops: /^shop [1-9]\d*$/, boxes: /^box [1-9]\d*$/ }
  checkSites('hubs', spec.hubs.sites, (name) => rules.hubs.includes(name), report)
  checkSites('shops', spec.shops.sites, (name) => rules.shops.test(name), report)
  checkSites('boxes', spec.boxes.sites, (name) => rules.boxes.test(name), report)
  const hubs = spec.hubs.count + spec.hubs.sites.length
  if (hubs > mostHubs) add(report, 'out-of-range', 'hubs.sites', spec.hubs.sites.length, `Write at most ${mostHubs} hubs in all`)
  for (const area of spec.couriers.areas) checkArea(area, hubNamesOf(spec), report)
}

function add(report: Report, code: string, path: string, value: number | string, remedy: string): void {
  if (!hasProblemAt(report, path)) addProblem(report, code, path, value, remedy)
}

function checkSites(kind: string, sites: WorldSpec['hubs']['sites'], isRuled: (name: string) => boolean, report: Report): void {
  for (const { name, state, lonDeg, latDeg } of sites) {
    const path = `${kind}.sites.${name}`
    if (state === 'open' && lonDeg === null)
      addProblem(report, 'missing-key', `${path}.lonDeg`, undefined, 'Write the longitude in degrees')
    if (state === 'open' && latDeg === null) addProblem(report, 'missing-key', `${path}.latDeg`, undefined, 'Write the latitude in degrees')
    if (state === 'removed' && !isRuled(name))
      add(report, 'unknown-place', path, name, 'Only a place that the rule sets can be removed: leave this site out')
  }
}

function checkArea({ name, hub, lonLatDeg }: WorldSpec['couriers']['areas'][number], hubs: readonly string[], report: Report): void {
  const path = `couriers.areas.${name}`
  const unknown = judgeName('unknown-hub', hub, hubs)
  if (unknown) add(report, unknown[0], `${path}.hub`, hub, unknown[1])
  if (lonLatDeg.length % 2 === 1)
    add(
      report,
      'wrong-length',
      `${path}.lonLatDeg`,
      lonLatDeg.length,
      'Write longitude and latitude of each corner: an even number of numbers',
    )
}
