import type { Problem } from '../../data/columns/index.ts'
import { haversineM, planPlaces } from '../../twin/index.ts'
import type { SiteSpec, Survey, WorldSpec } from '../../twin/index.ts'
import { checkHubNames } from '../load/index.ts'

/** Farther from any road than this, a place by hand belongs to another city. */
const mostAwayM = 2000

/** What is set by hand, on a city: sites far from its roads, no hub left, and names of hubs that are not there. */
export function checkByHandOn(spec: WorldSpec, survey: Survey): Problem[] {
  const { hubs, shops, boxes } = spec
  const away = Object.entries({ hubs, shops, boxes }).flatMap(([kind, { sites }]) => sites.flatMap((site) => judgeSite(kind, site, survey)))
  if (away.length > 0) return away
  const { name } = planPlaces(spec, survey).hubs
  if (name.length > 0) return checkHubNames(spec, name)
  return [{ code: 'no-hub', place: 'hubs.sites', value: '0', remedy: 'Leave or place at least one hub: couriers and stock need it.' }]
}

function judgeSite(kind: string, { name, state, lonDeg, latDeg }: SiteSpec, survey: Survey): Problem[] {
  if (state === 'removed' || lonDeg === null || latDeg === null) return []
  const { graph, name: city } = survey.city
  const node = survey.nearestNode(lonDeg, latDeg)
  const awayM = haversineM(lonDeg, latDeg, graph.lonDeg[node], graph.latDeg[node])
  if (awayM <= mostAwayM) return []
  const remedy = `It lies ${(awayM / 1000).toFixed(1)} km from the roads of ${city}: place it in that city, or load the city that it belongs to.`
  return [{ code: 'outside-city', place: `${kind}.sites.${name}`, value: `${lonDeg}, ${latDeg}`, remedy }]
}
