export { generateCity } from './generate-city.ts'
export type { GenerateOptions } from './generate-city.ts'
