export { roadClasses } from './graph.ts'
export type { City, DemandSource, DemandSurface, Outline, RoadGraph } from './graph.ts'
export * from './osm/index.ts'
export * from './roads/index.ts'
