import type { Block } from './blocks.ts'
import type { Palette } from './palette.ts'

/** A cargo bike (vehicle 0) or a van, seen from its tail: a few blocks around a point on the ground. */
export function buildVehicle(x: number, z: number, vehicle: number, palette: Palette): Block[] {
  const colour = palette.vehicles[Math.min(vehicle, 1)]
  const dark = palette.frame
  const at = (dx: number, y: number, dz: number): Block['at'] => [x + dx, y, z + dz]
  if (vehicle === 0) {
    return [
      { at: at(0, 0.42, -0.6), size: [0.72, 0.6, 0.95], colour },
      { at: at(0, 0.3, 0.45), size: [0.08, 0.5, 1], colour: dark },
      { at: at(0, 0.78, 0.75), size: [0.22, 0.07, 0.3], colour: dark },
      { at: at(0, 0.95, 0.1), size: [0.62, 0.05, 0.05], colour: dark },
      { at: at(0, 0, 0.85), size: [0.08, 0.62, 0.62], colour: dark },
      ...[-0.4, 0.4].map((dx): Block => ({ at: at(dx, 0, -0.6), size: [0.07, 0.5, 0.5], colour: dark })),
    ]
  }
  return [
    { at: at(0, 0.3, -0.45), size: [1.65, 1.5, 2.5], colour },
    { at: at(0, 0.3, 1.2), size: [1.6, 0.85, 0.85], colour },
    { at: at(0, 1.15, 1.02), size: [1.5, 0.6, 0.5], colour: dark },
    ...[-0.72, 0.72].flatMap((dx) => [-1.1, 0.95].map((dz): Block => ({ at: at(dx, 0, dz), size: [0.22, 0.6, 0.6], colour: dark }))),
  ]
}
