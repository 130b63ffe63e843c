/** Integer mix of two lattice coordinates and a seed to a fraction in [0, 1). */
function hashLattice(ix: number, iy: number, seed: number): number {
  let h = Math.imul(ix, 0x27d4eb2d) ^ Math.imul(iy, 0x165667b1) ^ Math.imul(seed, 0x9e3779b1)
  h = Math.imul(h ^ (h >>> 15), 0x85ebca6b)
  h = Math.imul(h ^ (h >>> 13), 0xc2b2ae35)
  return ((h ^ (h >>> 16)) >>> 0) / 4294967296
}

function smooth(t: number): number {
  return t * t * (3 - 2 * t)
}

/**
 * Smooth value noise in [-1, 1]: bicubic blend of random values on a lattice with spacing `scaleM` (K. Perlin, 1985, value form).
 * Position in metres; the same on every machine (only + − × and integer operations).
 */
export function sampleNoise(xM: number, yM: number, scaleM: number, seed: number): number {
  const u = xM / scaleM
  const v = yM / scaleM
  const ix = Math.floor(u)
  const iy = Math.floor(v)
  const fx = smooth(u - ix)
  const fy = smooth(v - iy)
  const low = hashLattice(ix, iy, seed) * (1 - fx) + hashLattice(ix + 1, iy, seed) * fx
  const high = hashLattice(ix, iy + 1, seed) * (1 - fx) + hashLattice(ix + 1, iy + 1, seed) * fx
  return 2 * (low * (1 - fy) + high * fy) - 1
}
