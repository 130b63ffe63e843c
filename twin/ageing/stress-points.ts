import { anodePotential } from './anode-potential.ts'
import type { StressPoints } from './law.ts'

/** Most points of a day: the reference's 96 intervals have 97 ends. */
export const maxStressPoints = 97

/** Empty points, to be filled by an extractor and used again for the next day. */
export function createStressPoints(): StressPoints {
  return {
    count: 0,
    tempK: new Float64Array(maxStressPoints),
    socFrac: new Float64Array(maxStressPoints),
    weight: new Float64Array(maxStressPoints),
    meanWeight: new Float64Array(maxStressPoints),
    anodeVolt: new Float64Array(maxStressPoints),
    meanSocFrac: 0,
    meanTempK: 0,
    lowestSocFrac: 0,
    highestSocFrac: 0,
    dod: 0,
    cRate: 0,
    chargeCRate: 0,
    dischargeCRate: 0,
    efc: 0,
  }
}

/** Fills the graphite potential of each point from its soc. */
export function fillAnodePotential(points: StressPoints): void {
  for (let i = 0; i < points.count; i++) points.anodeVolt[i] = anodePotential(points.socFrac[i])
}
