export { roadClasses } from './graph.ts'
export type { City, DemandSource, DemandSurface, Outline, RoadGraph, Street } from './graph.ts'
export { createSiteSampler, drawSite, isGridHeader } from './demand/index.ts'
export type { SiteSampler } from './demand/index.ts'
export { generateCity } from './generated/index.ts'
export { importCity } from './import-city.ts'
export type { CitySource } from './import-city.ts'
export { joinWays, osmAttribution, readOsmPbf } from './osm/index.ts'
export type { OsmExtract } from './osm/index.ts'
export { findNearestFacilities, orderHubNames, placeOnDemand } from './placing/index.ts'
export {
  buildRoadGraph,
  contractRoads,
  createDijkstraSpace,
  createPathSpace,
  createUpwardSpace,
  findNearestNode,
  findShortestPath,
  haversineM,
  indexNodes,
  searchFromNode,
  travelMatrix,
} from './roads/index.ts'
export type { AssembledGraph, Contraction, NodeIndex, PathSpace, TravelMatrix } from './roads/index.ts'
