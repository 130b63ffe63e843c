/**
 * Travel times on Porto Alegre: table by contraction hierarchy beside Dijkstra, in one run, alternating.
 * `npx tsx bench/roads.ts [file.osm.pbf] [n]`
 */
import { existsSync } from 'node:fs'
import { benchRoads } from '../cli/bench/roads.ts'
import { round, sayRatio } from './ratio.ts'

const file = process.argv[2] ?? '../shared/data/osm/porto-alegre.osm.pbf'
const n = Number(process.argv[3] ?? 1000)

if (!existsSync(file)) {
  console.log(`not measured: ${file} is absent; give another extract as the first argument`)
} else {
  const { value, problems } = await benchRoads({ file, n })
  for (const problem of problems) console.error(`${problem.code}: ${problem.place}. ${problem.remedy}`)
  if (value === null) process.exitCode = 2
  else {
    console.log(JSON.stringify(value))
    sayRatio({ bench: 'roads', job: `table, n = ${n}`, peer: 'Dijkstra', ratio: round(value.ratio), aim: 15 })
  }
}
