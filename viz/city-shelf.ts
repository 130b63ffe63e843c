import type { Problem } from '../data/columns/index.ts'
import { createSurvey, generateCity, importCity } from '../twin/index.ts'
import type { City, Survey } from '../twin/index.ts'
import type { CityChoice } from './run-api.ts'

/** A city with what was measured on it so far, or why there is none. */
export interface ShelvedCity {
  readonly survey: Survey | null
  readonly problems: readonly Problem[]
}

/** Cities of this worker: the generated one, and the last few that came from files, each with its survey. */
export interface CityShelf {
  /** `onProgress` hears how many bytes of a file are read. */
  readonly find: (choice: CityChoice | undefined, onProgress?: (readBytes: number) => void) => Promise<ShelvedCity>
}

/** Cities from files that are kept; a city of a million people takes some 100 MB with its survey. */
const keptFiles = 2
const chunkBytes = 1 << 20

export function createCityShelf(pause: () => Promise<void>): CityShelf {
  let generated: Survey | null = null
  const fromFiles = new Map<string, Survey>()

  const keep = (city: City): Survey => {
    const survey = fromFiles.get(city.hash) ?? createSurvey(city)
    fromFiles.delete(city.hash)
    fromFiles.set(city.hash, survey)
    for (const oldest of fromFiles.keys()) if (fromFiles.size > keptFiles) fromFiles.delete(oldest)
    return survey
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
      if (choice.kind === 'kept' && choice.hash !== generated?.city.hash) return recall(fromFiles.get(choice.hash), choice.hash)
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
