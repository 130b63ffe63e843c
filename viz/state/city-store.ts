import { computed, signal, type ReadonlySignal } from '@preact/signals'
import type { Problem } from '../../data/columns/index.ts'
import type { CityChoice, CityDrawing, GeneratedPlan, RunApi } from '../run-api.ts'

/** A city's files as the person dropped them; they are read anew for each attempt. */
export interface CityFiles {
  readonly pbf: File
  readonly grid: File | null
}

export interface CityStore {
  readonly drawing: ReadonlySignal<CityDrawing | null>
  /** What runs take: the city last read. */
  readonly choice: ReadonlySignal<CityChoice>
  /** Name of the file that is being read; empty when none is. */
  readonly reading: ReadonlySignal<string>
  /** Share of it that has been read, 0..1. After that its roads are joined, which takes about as long again. */
  readonly readFrac: ReadonlySignal<number>
  /** Of the files last dropped; beside a city they say what was passed over. */
  readonly problems: ReadonlySignal<readonly Problem[]>
  readonly files: ReadonlySignal<CityFiles | null>
  /** Whether it is the page's own generated city. */
  readonly isOwn: ReadonlySignal<boolean>
  /** Reads a dropped city; when it cannot be read the one before stays. */
  readonly read: (files: CityFiles) => Promise<boolean>
  /** The city on screen for another worker, which has not read it. */
  readonly again: () => Promise<CityChoice>
  /** Goes to a generated city: the page's own one, or another by its plan. */
  readonly generate: (plan?: GeneratedPlan) => Promise<void>
}

export function createCityStore(api: RunApi): CityStore {
  const drawing = signal<CityDrawing | null>(null)
  const choice = signal<CityChoice>({ kind: 'generated' })
  const reading = signal('')
  const readFrac = signal(0)
  const problems = signal<readonly Problem[]>([])
  const files = signal<CityFiles | null>(null)

  const take = async (name: string, wanted: () => Promise<CityChoice>, bytes = 1): Promise<boolean> => {
    readFrac.value = 0
    reading.value = name
    try {
      const asked = await wanted()
      const answer = await api.describeCity(asked, (readBytes) => (readFrac.value = readBytes / bytes))
      problems.value = answer.problems
      if (answer.city === null) return false
      drawing.value = answer.city
      choice.value = asked.kind === 'file' ? { kind: 'kept', hash: answer.city.hash } : asked
      return true
    } catch (error) {
      const value = error instanceof Error ? error.message : String(error)
      problems.value = [{ code: 'city-failed', place: name, value, remedy: 'Try the file again, or take a smaller extract.' }]
      return false
    } finally {
      reading.value = ''
    }
  }

  const read = async (dropped: CityFiles) => {
    const isRead = await take(dropped.pbf.name, () => chooseFile(dropped), Math.max(1, dropped.pbf.size))
    if (isRead) files.value = dropped
    return isRead
  }
  const generate = async (plan?: GeneratedPlan) => {
    if (await take(plan?.name ?? 'the generated city', async () => ({ kind: 'generated', ...(plan && { plan }) }))) files.value = null
  }
  // A generated city is what its choice says.
  const again = async (): Promise<CityChoice> => (files.peek() === null ? choice.peek() : chooseFile(files.peek()!))
  const isOwn = computed(() => choice.value.kind === 'generated' && choice.value.plan === undefined)
  return { isOwn, again, drawing, choice, reading, readFrac, problems, files, read, generate }
}

async function chooseFile({ pbf, grid }: CityFiles): Promise<CityChoice> {
  const name = pbf.name.replace(/\.osm\.pbf$|\.pbf$/i, '')
  const bytes = await pbf.arrayBuffer()
  return grid === null
    ? { kind: 'file', name, pbf: bytes }
    : { kind: 'file', name, pbf: bytes, gridCsv: await grid.text(), gridName: grid.name }
}
