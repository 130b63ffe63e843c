import { createHash } from 'node:crypto'
import { copyFileSync, existsSync, mkdirSync, readFileSync, renameSync, rmSync } from 'node:fs'
import { basename, dirname, join } from 'node:path'
import type { Parsed } from '../../data/columns/index.ts'
import type { City } from '../../twin/index.ts'
import { readCitySource } from '../city-source.ts'

/** A city that was read, and where the results folder has its files: workers elsewhere see that folder and nothing else. */
export interface KeptCity {
  readonly city: City
  /** Places in the folder; empty for the generated city. */
  readonly files: { readonly city: string; readonly grid: string }
}

/** Reads a city and copies its files into the folder, by their content, under `inputs/`. */
export async function keepCity(files: { readonly city?: string; readonly grid?: string }, folder: string): Promise<Parsed<KeptCity>> {
  const { value, problems } = await readCitySource(files)
  if (value === null) return { value: null, problems }
  return { value: { city: value, files: { city: keepFile(files.city, folder), grid: keepFile(files.grid, folder) } }, problems }
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
