import { computed, type ReadonlySignal } from '@preact/signals'
import type { Problem } from '../../data/columns/index.ts'
import { loadScenario, resolveLibrary, type Json, type JsonObject, type LoadedScenario } from '../../scenarios/index.ts'
import type { OwnTables } from '../own-api.ts'
import { createHistory, type Kept } from './history.ts'
import { nestOverrides, valueAt, withOverride, type Overrides } from './overrides.ts'

/** Where the unchanged scenario comes from; `fleet` names a measured fleet that the run worker keeps. */
export type ScenarioSource =
  | { readonly kind: 'library'; readonly name: string }
  | { readonly kind: 'file'; readonly name: string; readonly text: string; readonly fleet?: string }

/** One state of the form: what undo and redo go through. */
export interface Draft {
  readonly source: ScenarioSource
  readonly overrides: Overrides
  /** The company's own tables that stand in for drawn customers and batteries. */
  readonly own?: OwnTables
}

export interface ScenarioStore {
  readonly draft: ReadonlySignal<Draft>
  readonly kept: ReadonlySignal<Kept<Draft>>
  /** The unchanged scenario. */
  readonly base: ReadonlySignal<LoadedScenario>
  /** The whole file with the edits; while something is wrong with them, as it was before. */
  readonly file: ReadonlySignal<JsonObject>
  /** What is wrong with the edits; while there is anything, what runs is the last state without. */
  readonly problems: ReadonlySignal<readonly Problem[]>
  readonly canUndo: ReadonlySignal<boolean>
  readonly canRedo: ReadonlySignal<boolean>
  /** Value of the form at a path, edited or not; `undefined` where the scenario has none. */
  readonly valueAt: (path: string) => Json | undefined
  readonly baseAt: (path: string) => Json | undefined
  /** Edits one value. Edits of one path in a row are one step of undo until `seal`. */
  readonly set: (path: string, value: Json) => void
  /** Edits several values as one step of undo. */
  readonly setAll: (values: Overrides) => void
  readonly seal: () => void
  /** Sets a whole item of a list, for example a place by hand, as one step; `null` takes it away. */
  readonly setItem: (path: string, value: JsonObject | null) => void
  readonly reset: (path: string) => void
  readonly resetAll: () => void
  /** Opens another scenario, without edits, for the same own tables; what is wrong with it is returned, and then the one before stays. */
  readonly open: (source: ScenarioSource) => readonly Problem[]
  /** Sets the company's own tables as one step, or takes them away. */
  readonly setOwn: (own: OwnTables | undefined) => void
  /** Sets the form to an earlier state of it; what is wrong with its source is returned, and then the one before stays. */
  readonly openDraft: (draft: Draft) => readonly Problem[]
  readonly undo: () => void
  readonly redo: () => void
}

/** Opens a draft history whose sources load; see `loadSource`. */
export function createScenarioStore(first: Kept<Draft>): ScenarioStore {
  const history = createHistory(first)
  const draft = history.value
  const source = computed(() => draft.value.source)
  const base = computed(() => loadSource(source.value).value!)
  const loaded = computed(() => loadSource(draft.value.source, draft.value.overrides))
  const problems = computed(() => loaded.value.problems)
  let lastFile = base.peek().file
  const file = computed(() => (lastFile = loaded.value.value?.file ?? lastFile))
  const change = (overrides: Overrides, gesture?: string) => history.change({ ...draft.peek(), overrides }, gesture)
  const reset = (path: string) => {
    const { [path]: _old, ...rest } = draft.peek().overrides
    change(rest)
  }
  const openDraft = (next: Draft) => {
    const { value, problems: found } = loadSource(next.source)
    if (value !== null) history.change(next)
    return found
  }
  return {
    draft,
    base,
    file,
    problems,
    kept: history.kept,
    canUndo: history.canUndo,
    canRedo: history.canRedo,
    valueAt: (path) => valueOf(draft.value.overrides, base.value.file, path),
    baseAt: (path) => valueAt(base.value.file, path),
    set: (path, value) => change(withOverride(draft.peek().overrides, base.peek().file, path, value), path),
    setAll: (values) =>
      change(
        Object.entries(values).reduce((edits, [path, value]) => withOverride(edits, base.peek().file, path, value), draft.peek().overrides),
      ),
    seal: history.seal,
    setItem(path, value) {
      if (value === null && valueAt(base.peek().file, path) === undefined) reset(path)
      else change(withOverride(draft.peek().overrides, base.peek().file, path, value))
    },
    reset,
    resetAll: () => change({}),
    // A measured fleet names the batteries of the customers that it was measured with.
    open: (next) => openDraft(withOwn({ source: next, overrides: {} }, 'fleet' in next ? undefined : draft.peek().own)),
    setOwn: (own) => history.change(withOwn(draft.peek(), own)),
    openDraft,
    undo: history.undo,
    redo: history.redo,
  }
}

function withOwn({ source, overrides }: Draft, own: OwnTables | undefined): Draft {
  return { source, overrides, ...(own !== undefined && Object.keys(own).length > 0 && { own }) }
}

/** An edit may be `null`, which is a value. */
function valueOf(overrides: Overrides, file: JsonObject, path: string): Json | undefined {
  return Object.hasOwn(overrides, path) ? overrides[path] : valueAt(file, path)
}

/** Answers what a draft says at a path; `undefined` where it says nothing. */
export function readDraft({ source, overrides }: Draft): (path: string) => Json | undefined {
  const file = loadSource(source).value?.file ?? {}
  return (path) => valueOf(overrides, file, path)
}

/** The scenario of a source with edits laid over it, or what is wrong with it. */
export function loadSource(source: ScenarioSource, overrides: Overrides = {}): ReturnType<typeof loadScenario> {
  const text = textOf(source)
  if (text === null) {
    const remedy = 'Choose a scenario of the library, or drop a scenario file.'
    return { value: null, problems: [{ code: 'unknown-scenario', place: 'scenario', value: source.name, remedy }] }
  }
  const self = source.kind === 'library' ? { self: source.name } : {}
  return loadScenario(text, { resolve: resolveLibrary, overrides: nestOverrides(overrides), ...self })
}

function textOf(source: ScenarioSource): string | null {
  return source.kind === 'library' ? resolveLibrary(source.name) : source.text
}
