import { nameModel } from './model-file.ts'
import type { SavedModel } from './model-file.ts'

/** A model by hand: `daysPerHeadroom` times the headroom of the state of health, and nothing of the second feature. */
export function createHeadroomModel(daysPerHeadroom: number, unit: 'd' | 'cycles' = 'd'): SavedModel {
  return nameModel(
    {
      features: ['headroomFrac', 'fadePerDay'].map((name) => ({ name, unit: '1', meaning: name })),
      featureScalers: [
        { mean: 0, scale: 1 },
        { mean: 0, scale: 1 },
      ],
      target: { name: 'days to the limit', unit, transform: 'none' },
      targetScaler: { mean: 0, scale: 1 },
      layers: [{ inputs: 2, units: 1, activation: 'linear', weights: Float64Array.of(daysPerHeadroom, 0), bias: Float64Array.of(0) }],
    },
    { name: 'by hand', notes: {} },
  )
}
