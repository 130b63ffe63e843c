import type { Parsed, Problem } from '../../data/columns/index.ts'
import { createSurvey, layOut, noOwnData } from '../../twin/index.ts'
import type { City, Layout, OwnData, Survey, WorldSpec } from '../../twin/index.ts'
import { checkByHandOn } from './by-hand.ts'
import { checkFleetFile, checkStatedHealth } from './fleet-file.ts'

/**
 * Lays a scenario out on a city. Whether the two fit is known only here: a city with fewer crossings than hubs, shops or boxes, places by
 * hand outside of it, closures and areas of hubs that this city does not have, and a fleet file with batteries that are not there or with a
 * health that the ageing laws never lead to give problems and no layout. `own` are the company's customers and batteries, read by
 * `readOwnData`. A survey of the city, kept from an earlier layout, makes it cheap.
 */
export function layOutScenario(spec: WorldSpec, city: City, survey: Survey = createSurvey(city), own: OwnData = noOwnData): Parsed<Layout> {
  const misfits = [...checkSize(spec, city), ...checkFleetFile(spec)]
  if (misfits.length > 0) return { value: null, problems: misfits }
  const misplaced = checkByHandOn(spec, survey)
  if (misplaced.length > 0) return { value: null, problems: misplaced }
  const layout = layOut(spec, city, survey, own)
  const problems = checkStatedHealth(layout)
  return { value: problems.length > 0 ? null : layout, problems }
}

function checkSize({ hubs, shops, boxes }: WorldSpec, { name, graph }: City): Problem[] {
  const crossings = graph.isCore.reduce((sum, isCore) => sum + isCore, 0)
  const wanted = { hubs: hubs.count, shops: shops.count, boxes: boxes.count }
  return Object.entries(wanted)
    .filter(([, count]) => count > crossings)
    .map(([key, count]) => ({
      code: 'city-too-small',
      place: `${key}.count`,
      value: String(count),
      remedy: `${name} has ${crossings} crossings that can be driven to: write at most as many, or take a larger city.`,
    }))
}
