import { nextXoshiroUniform, seedXoshiro } from '../../../sim/random/index.ts'
import { hashCity } from '../city-hash.ts'
import type { City, DemandSurface } from '../graph.ts'
import { streetLengthM } from '../demand/index.ts'
import { drawArteries } from './arteries.ts'
import { growStreets } from './growth.ts'
import { outlinePlan } from './outlines.ts'
import { type CityPlan, createPlan, inhabitantsPerKm2 } from './plan.ts'
import { dropIslands, pruneDeadEnds } from './pruning.ts'
import { type DrawnGraph, drawConnectedGraph } from './road-graph.ts'
import { type Sketch, createSketch } from './sketch.ts'
import { nameStreets } from './street-names.ts'

/** What can be chosen of a generated city. */
export interface GenerateOptions {
  /** Any safe integer; the same seed gives the same city, bit for bit, on every machine. */
  readonly seed?: number
  readonly name?: string
}

/** Draws all streets of a plan. */
function drawStreets(plan: CityPlan, draw: () => number): Sketch {
  const sketch = createSketch()
  let street = drawArteries(sketch, plan, draw)
  street = growStreets(sketch, plan, { isCollector: true, nodeLimit: 5000, leastUrbanity: 0.22 }, street, draw)
  growStreets(sketch, plan, { isCollector: false, nodeLimit: 11_000, leastUrbanity: 0.1 }, street, draw)
  pruneDeadEnds(sketch, 0.4, draw)
  dropIslands(sketch)
  return sketch
}

/** Demand of a generated city: inhabitants by the plan's invented density, shared out by the length of the streets people live on. */
function demandFromPlan(plan: CityPlan, drawn: DrawnGraph): DemandSurface {
  const { graph, xM, yM } = drawn
  const streetM = streetLengthM(
    graph,
    (name) => name === 'tertiary' || name === 'residential' || name === 'living_street' || name === 'unclassified',
  )
  const node = Uint32Array.from(streetM.keys()).filter((v) => streetM[v] > 0)
  const weight = Float64Array.from(node, (v) => inhabitantsPerKm2(plan, xM[v], yM[v]) * Math.min(streetM[v], 200) * 5e-5)
  return { source: 'generated-density', node, weight }
}

/**
 * A city that exists nowhere, believable at first sight: about 10 000 junctions within some 13 km, rings, radials, a river with a few bridges,
 * districts of different age, parks, a harbour. Deterministic in `seed`. Must be called generated wherever it is shown.
 */
export function generateCity(options: GenerateOptions = {}): City {
  const seed = options.seed ?? 1
  const state = new Uint32Array(4)
  seedXoshiro(state, seed)
  const draw = (): number => nextXoshiroUniform(state)
  const plan = createPlan(Math.floor(draw() * 0x7fffffff), draw)
  const sketch = drawStreets(plan, draw)
  const drawn = drawConnectedGraph(sketch, plan)
  const demand = demandFromPlan(plan, drawn)
  const name = options.name ?? 'Stromfurt (generated)'
  const parts = { graph: drawn.graph, demand }
  return {
    name,
    isGenerated: true,
    attribution: '',
    ...parts,
    ...outlinePlan(plan),
    streets: nameStreets(sketch, seed + 1),
    hash: hashCity(parts),
  }
}
