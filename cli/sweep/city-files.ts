import { createHash } from 'node:crypto'
import { copyFileSync, existsSync, mkdirSync, readFileSync, renameSync, rmSync } from 'node:fs'
import { basename, dirname, join } from 'node:path'
import type { Parsed } from '../../data/columns/index.ts'
import type { GeneratedPlace } from '../../scenarios/index.ts'
import type { City } from '../../twin/index.ts'
import { readCitySource } from '../city-source.ts'
import type { CityFiles } from '../city-source.ts'

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
  const files = { city: keepFile(city, folder), grid: keepFile(grid, folder), ...(generated && { generated }) }
  return { value: { city: value, files }, problems }
}

/** The file keeps its name, which is the city's. */
function keepFile(file: string | undefined, folder: string): string {
  if (file === undefined) return ''
  const digest = createHash('sha256').update(readFileSync(file)).digest('hex').slice(0, 16)
  const place = join('inputs', digest, basename(file))
  const target = join(folder, place)
  if (existsSync(target)) return place
  mkdirSync(dirname(target), { recursive: true })
  const partial = `${target}.partial-${process.pid}`
  try {
    copyFileSync(file, partial)
    renameSync(partial, target)
  } finally {
    rmSync(partial, { force: true })
  }
  return place
}
