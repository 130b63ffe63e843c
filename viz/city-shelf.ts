import type { Problem } from '../data/columns/index.ts'
import { createSurvey, generateCity, importCity } from '../twin/index.ts'
import type { City, Survey } from '../twin/index.ts'
import type { CityChoice, GeneratedPlan } from './run-api.ts'

/** A city with what was measured on it so far, or why there is none. */
export interface ShelvedCity {
  readonly survey: Survey | null
  readonly problems: readonly Problem[]
}

/** Cities of this worker: the page's own generated one, and the last few others, each with its survey. */
export interface CityShelf {
  /** `onProgress` hears how many bytes of a file are read. */
  readonly find: (choice: CityChoice | undefined, onProgress?: (readBytes: number) => void) => Promise<ShelvedCity>
}

/** Other cities that are kept; one of a million people takes some 100 MB with its survey. */
const keptOthers = 2
const chunkBytes = 1 << 20

export function createCityShelf(pause: () => Promise<void>): CityShelf {
  let generated: Survey | null = null
  const others = new Map<string, Survey>()
  /** The city that a plan made last. */
  let planned: { readonly key: string; readonly hash: string } | null = null

  const keep = (city: City): Survey => {
    const survey = others.get(city.hash) ?? createSurvey(city)
    others.delete(city.hash)
    others.set(city.hash, survey)
    for (const oldest of others.keys()) if (others.size > keptOthers) others.delete(oldest)
    return survey
  }

  const plan = ({ seed, name }: GeneratedPlan): Survey => {
    const key = `${seed} ${name}`
    const known = planned?.key === key ? others.get(planned.hash) : undefined
    if (known !== undefined) return keep(known.city)
    // It is made again in less time than it takes room.
    if (planned !== null) others.delete(planned.hash)
    const city = generateCity({ seed, name })
    planned = { key, hash: city.hash }
    return keep(city)
  }

  const read = async (choice: Extract<CityChoice, { kind: 'file' }>, onProgress: (readBytes: number) => void): Promise<ShelvedCity> => {
    const { name, pbf, gridCsv, gridName } = choice
    const { value, problems } = await importCity({
      name: name.replace(/(\.osm)?\.pbf$/i, ''),
      fileName: name,
      chunks: sliceBytes(pbf, pause, onProgress),
      ...(gridCsv === undefined ? {} : { gridCsv }),
      ...(gridName === undefined ? {} : { gridName }),
    })
    return { survey: value === null ? null : keep(value), problems }
  }

  return {
    find: async (choice = { kind: 'generated' }, onProgress = () => undefined) => {
      if (choice.kind === 'file') return read(choice, onProgress)
      if (choice.kind === 'kept' && choice.hash !== generated?.city.hash) return recall(others.get(choice.hash), choice.hash)
      if (choice.kind === 'generated' && choice.plan) return { survey: plan(choice.plan), problems: [] }
      generated ??= createSurvey(generateCity())
      return { survey: generated, problems: [] }
    },
  }
}

function recall(survey: Survey | undefined, hash: string): ShelvedCity {
  if (survey !== undefined) return { survey, problems: [] }
  const remedy = 'The city is not in memory any more: drop its file again.'
  return { survey: null, problems: [{ code: 'city-gone', place: 'city', value: hash, remedy }] }
}

async function* sliceBytes(
  buffer: ArrayBuffer,
  pause: () => Promise<void>,
  onProgress: (readBytes: number) => void,
): AsyncGenerator<Uint8Array> {
  for (let from = 0; from < buffer.byteLength; from += chunkBytes) {
    onProgress(from)
    yield new Uint8Array(buffer, from, Math.min(chunkBytes, buffer.byteLength - from))
    await pause()
  }
  onProgress(buffer.byteLength)
}
