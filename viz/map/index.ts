export { CityMap } from './city-map.tsx'
export type { CityMapProps } from './city-map.tsx'
export type { Hover, MapClock } from './map-inputs.ts'
