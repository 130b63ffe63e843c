export { orderHubNames } from './hub-names.ts'
export { findNearestFacilities } from './nearest-facility.ts'
export { placeOnDemand } from './place-on-demand.ts'
export type { PlacingOptions } from './place-on-demand.ts'
