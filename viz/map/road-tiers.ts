import type { CityDrawing } from '../../scenarios/index.ts'

/** Widths in metres and in pixels at least and at most, widest tier first. */
export const roadTiers = [
  { classes: ['motorway', 'motorway_link', 'trunk', 'trunk_link'], widthM: 30, minPixels: 2.8, maxPixels: 18 },
  { classes: ['primary', 'primary_link', 'secondary', 'secondary_link'], widthM: 20, minPixels: 1.9, maxPixels: 14 },
  { classes: ['tertiary', 'tertiary_link'], widthM: 14, minPixels: 1.3, maxPixels: 10 },
  { classes: ['unclassified', 'residential', 'living_street', 'service'], widthM: 8, minPixels: 0.9, maxPixels: 7 },
] as const

/** Segments of each tier, four numbers a segment, in the order of `roadTiers`. A class that no tier names is a narrow road. */
export function splitByTier({ roads, roadClassNames }: Pick<CityDrawing, 'roads' | 'roadClassNames'>): Float32Array[] {
  const tierOfClass = roadClassNames.map(tierOf)
  const counts = roadTiers.map(() => 0)
  for (const roadClass of roads.classOfSegment) counts[tierOfClass[roadClass]]++
  const tiers = counts.map((count) => new Float32Array(4 * count))
  counts.fill(0)
  for (let segment = 0; segment < roads.count; segment++) {
    const tier = tierOfClass[roads.classOfSegment[segment]]
    tiers[tier].set(roads.segments.subarray(4 * segment, 4 * segment + 4), 4 * counts[tier]++)
  }
  return tiers
}

function tierOf(className: string): number {
  const tier = roadTiers.findIndex(({ classes }) => (classes as readonly string[]).includes(className))
  return tier < 0 ? roadTiers.length - 1 : tier
}
