import { cpSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { encodeChessboard } from '../twin/city/osm/osm-fixture.ts'

/** A company so small that its day is lived in no time: what a scenario changes of the baseline. */
const smallFleet = {
  segments: { ebikes: { customers: 24 }, scooters: { customers: 30 }, tools: { customers: 3 }, homes: { customers: 6 } },
  hubs: { count: 2, chargers: 10, staff: 2 },
  shops: { count: 2 },
  boxes: { count: 4 },
  couriers: { count: 3 },
}

/** Writes a small company on a small town, and a design of it, into a folder; answers the design's file. */
export function writeDesign(folder: string, name: string, keys: object, days = 4): string {
  mkdirSync(folder, { recursive: true })
  const scenario = { format: 'voltwin-scenario', version: 1, extends: 'baseline', name: 'small', days, ...smallFleet }
  writeFileSync(join(folder, 'small.json'), JSON.stringify(scenario))
  writeFileSync(join(folder, 'town.osm.pbf'), encodeChessboard(9))
  const design = { format: 'voltwin-experiment', version: 1, name, scenario: 'small.json', city: 'town.osm.pbf', replications: 2, ...keys }
  const file = join(folder, `${name}.json`)
  writeFileSync(file, JSON.stringify(design))
  return file
}

/** Three points, the base included. */
export const threePoints = { factors: { couriers: { path: 'couriers.count', levels: [2, 5] } } }

/** Every kept file of the results with its bytes, by its place; what is half-written would stand here as well. */
export function readResults(folder: string): Map<string, string> {
  const names = readdirSync(join(folder, 'results'), { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile())
  const paths = names.map(({ parentPath, name }) => join(parentPath, name)).toSorted()
  return new Map(paths.map((path) => [path.slice(folder.length), readFileSync(path, 'latin1')]))
}

/** Another results folder with the same results. */
export function copyResults(from: string, to: string): void {
  cpSync(join(from, 'results'), join(to, 'results'), { recursive: true })
}
