import { batch, computed, signal, type Signal } from '@preact/signals'
import type { Problem } from '../../data/columns/index.ts'
import { parseModel } from '../../ml/index.ts'
import type { TableMapping } from '../../ml/index.ts'
import { createHistory, type History, type Workbench } from '../state/index.ts'
import type { LearnClient } from './learn-client.ts'
import type { LearnStore } from './learn-store.ts'
import type { LearnSource, SourceAnswer, TableColumns } from './learn-types.ts'
import { checkSettings, type LearnSettings } from './settings.ts'

export type SourcePart = Pick<
  LearnStore,
  | 'reading'
  | 'source'
  | 'columns'
  | 'hasFailed'
  | 'limitSohFrac'
  | 'settings'
  | 'settingProblems'
  | 'takeRun'
  | 'takeFiles'
  | 'map'
  | 'setLimit'
> & {
  readonly problems: Signal<readonly Problem[]>
  /** Reads the source again where the worker that had it is gone; whether one is there. */
  readonly ensure: () => Promise<boolean>
}

type SettingsOf = (source: LearnSource) => LearnSettings
type Ask = () => Promise<SourceAnswer>

const isEarlyLife = (name: string): boolean => /_q(d|v10_qv100)\.csv(\.gz)?$/i.test(name)
const isModel = (name: string): boolean => /\.json$/i.test(name)
const usualLimitFrac = 0.8

/** What is learned from: the last good source stays until another one is read. */
export function createSource(bench: Workbench, client: LearnClient, settingsOf: SettingsOf, show: (hash: string) => void): SourcePart {
  const { api: runApi, runs } = bench
  const { read, ensure, ...shown } = createReader(client, settingsOf)
  const { source, settings, problems } = shown
  const limitSohFrac = signal(usualLimitFrac)
  let files: readonly File[] = []
  let mapping: TableMapping | null = null
  const readFiles = (before: readonly Problem[] = []) => {
    const [given, options] = [files.map((file) => ({ name: file.name, blob: file })), { limitSohFrac: limitSohFrac.peek(), mapping }]
    return read(given.map(({ name }) => name).join(', '), () => client.api.readFiles(given, options), before)
  }
  return {
    ...shown,
    ensure,
    limitSohFrac,
    settingProblems: computed(() =>
      source.value === null || settings.value === null ? [] : checkSettings(settings.value.value.value, source.value).problems,
    ),
    takeRun: () => {
      const state = runs.state.peek()
      const name = state.kind === 'done' ? `${state.summary.scenario}, ${state.summary.days} days, seed ${state.summary.seed}` : ''
      return read('the run at hand', async () => client.api.readRun(await runApi.fleetRecord(), name))
    },
    takeFiles: async (given) => {
      const wrong = await takeModels(
        given.filter(({ name }) => isModel(name)),
        bench,
        show,
      )
      const tables = given.filter(({ name }) => !isModel(name))
      if (tables.length === 0) {
        problems.value = wrong
        return
      }
      const isMore = [...tables, ...files].every(({ name }) => isEarlyLife(name))
      files = isMore ? [...files.filter(({ name }) => tables.every((table) => table.name !== name)), ...tables] : tables
      mapping = null
      await readFiles(wrong)
    },
    map: (next) => {
      mapping = next
      return readFiles()
    },
    setLimit: async (sohFrac) => {
      limitSohFrac.value = sohFrac
      if (files.length > 0) await readFiles()
    },
  }
}

interface Reader {
  readonly reading: Signal<string>
  readonly source: Signal<LearnSource | null>
  readonly columns: Signal<TableColumns | null>
  readonly problems: Signal<readonly Problem[]>
  readonly hasFailed: Signal<boolean>
  readonly settings: Signal<History<LearnSettings> | null>
  readonly read: (name: string, ask: Ask, before?: readonly Problem[]) => Promise<void>
  readonly ensure: () => Promise<boolean>
}

/** Asks the worker for a source; the reading that was begun last wins. */
function createReader(client: LearnClient, settingsOf: SettingsOf): Reader {
  const reading = signal('')
  const source = signal<LearnSource | null>(null)
  const columns = signal<TableColumns | null>(null)
  const problems = signal<readonly Problem[]>([])
  const hasFailed = signal(false)
  const settings = signal<History<LearnSettings> | null>(null)
  let last: Ask | null = null
  let generation = 0
  let turn = 0
  const take = (found: LearnSource, ask: Ask) => {
    const isAlike = settings.peek() !== null && isSameShape(source.peek(), found)
    source.value = found
    if (!isAlike) settings.value = createHistory({ steps: [settingsOf(found)], at: 0 })
    last = ask
    generation = client.generation()
  }
  const read = async (name: string, ask: Ask, before: readonly Problem[] = []) => {
    const own = ++turn
    reading.value = name
    const answer = await ask()
    if (own !== turn) return
    batch(() => {
      reading.value = ''
      hasFailed.value = answer.source === null
      problems.value = [...before, ...answer.problems]
      if (answer.columns !== null || answer.source !== null) columns.value = answer.columns
      if (answer.source !== null) take(answer.source, ask)
    })
  }
  return {
    reading,
    source,
    columns,
    problems,
    hasFailed,
    settings,
    read,
    ensure: async () => {
      const known = source.peek()
      if (known !== null && last !== null && generation !== client.generation()) await read(known.name, last)
      return known !== null && generation === client.generation()
    },
  }
}
/** Whether settings made for one source fit the other. */
function isSameShape(a: LearnSource | null, b: LearnSource): boolean {
  const shapeOf = ({ kind, features }: LearnSource) => JSON.stringify([kind, features.map(({ name }) => name)])
  return a !== null && shapeOf(a) === shapeOf(b)
}

/** A model is a text of numbers; more is something else. */
const maxModelBytes = 20_000_000

/** Puts model files into the list; answers what is wrong with them. A run that waited for one of them starts. */
async function takeModels(
  files: readonly File[],
  { modelList, scenario, runs }: Workbench,
  show: (hash: string) => void,
): Promise<readonly Problem[]> {
  const problems: Problem[] = []
  for (const file of files) {
    if (file.size > maxModelBytes) {
      problems.push({ code: 'too-large', place: file.name, value: `${file.size} bytes`, remedy: 'A model file has less than 20 MB.' })
      continue
    }
    const text = await file.text()
    const { value, problems: wrong } = parseModel(text)
    problems.push(...wrong.map((one) => ({ ...one, place: `${file.name} → ${one.place}` })))
    if (value === null) continue
    const { hash, name } = value
    // One that was made here keeps its story.
    if (modelList.models.peek().every((known) => known.hash !== hash)) await modelList.keep({ hash, name, text, report: null })
    show(hash)
    if (scenario.valueAt('rules.replacement.model') === hash && runs.state.peek().kind === 'refused') void runs.start()
  }
  return problems
}
