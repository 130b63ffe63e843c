import type { Parsed } from '../../data/columns/index.ts'
import type { GeneratedPlace } from '../../scenarios/index.ts'
import type { City } from '../../twin/index.ts'
import { readCitySource } from '../city-source.ts'
import type { CityFiles } from '../city-source.ts'
import { keepFile } from './keep-file.ts'

/** A city that was read, and where the results folder has its files: workers elsewhere see that folder and nothing else. */
export interface KeptCity {
  readonly city: City
  /** Places in the folder; empty for a generated city. */
  readonly files: { readonly city: string; readonly grid: string; readonly generated?: GeneratedPlace }
}

/** Reads a city and copies its files into the folder, by their content, under `inputs/`. */
export async function keepCity({ city, grid, generated }: CityFiles, folder: string): Promise<Parsed<KeptCity>> {
  const { value, problems } = await readCitySource({ ...(city && { city }), ...(grid && { grid }), ...(generated && { generated }) })
  if (value === null) return { value: null, problems }
  return {
    value: { city: value, files: keepCityFiles({ ...(city && { city }), ...(grid && { grid }), ...(generated && { generated }) }, folder) },
    problems,
  }
}

/** Copies the files of a city that was read. */
export function keepCityFiles({ city, grid, generated }: CityFiles, folder: string): KeptCity['files'] {
  const keep = (file: string | undefined): string => (file === undefined ? '' : keepFile(file, folder))
  return { city: keep(city), grid: keep(grid), ...(generated && { generated }) }
}
