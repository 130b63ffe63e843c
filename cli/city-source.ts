import { createReadStream } from 'node:fs'
import { basename } from 'node:path'
import type { Parsed } from '../data/columns/index.ts'
import type { GeneratedPlace } from '../scenarios/index.ts'
import { type City, generateCity, importCity } from '../twin/city/index.ts'
import { readText } from './read-text.ts'

/** Files that a city is made of; without any the generated city serves. */
export interface CityFiles {
  /** An OpenStreetMap extract, `.osm.pbf`. */
  readonly city?: string
  /** A population grid, CSV with lon, lat, population. */
  readonly grid?: string
  /** Which generated city, where no file is named. */
  readonly generated?: GeneratedPlace
}

/**
 * The city that the files say: imported from an extract, with demand from the grid where one is given; a generated city where no file is
 * named. A file that is missing or cannot be read or used, a grid with gaps, and a grid without an extract, give problems and no city.
 */
export async function readCitySource({ city, grid, generated }: CityFiles): Promise<Parsed<City>> {
  if (city === undefined) return grid === undefined ? { value: generateCity(generated), problems: [] } : refuseLoneGrid(grid)
  const source = { name: nameOf(city), fileName: city }
  if (grid === undefined) return importCity({ ...source, chunks: createReadStream(city) })
  const { value: gridCsv, problems } = await readText(grid)
  if (gridCsv === null) return { value: null, problems }
  return refuseGaps(await importCity({ ...source, chunks: createReadStream(city), gridCsv, gridName: grid }))
}

/** A run on a grid with rows that cannot be read would be one on other people. Cells beside the city are only said: the grid may be larger. */
function refuseGaps({ value, problems }: Parsed<City>): Parsed<City> {
  const hasGaps = problems.some(({ code }) => code.startsWith('grid-') && code !== 'grid-outside-city')
  return { value: hasGaps ? null : value, problems }
}

function refuseLoneGrid(grid: string): Parsed<City> {
  const remedy = 'A grid needs its city: give the extract with --city, or leave the grid out.'
  return { value: null, problems: [{ code: 'grid-without-city', place: '--grid', value: grid.slice(-80), remedy }] }
}

/** `cities/porto-alegre.osm.pbf` is called porto-alegre. */
const nameOf = (file: string): string => basename(file).replace(/(\.osm)?\.pbf$/i, '')
