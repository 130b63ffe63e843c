import { computed, signal, type ReadonlySignal } from '@preact/signals'
import type { Problem } from '../../data/columns/index.ts'
import type { RunApi, RunRequest } from '../run-api.ts'
import type { Answer, KeptModel, ModelVault } from '../vault/index.ts'

/** Every learned model of this browser, across reloads. */
export interface ModelList {
  /** The last kept first. */
  readonly models: ReadonlySignal<readonly KeptModel[]>
  readonly isRead: ReadonlySignal<boolean>
  /** Whether a reload finds the models again. */
  readonly isLasting: ReadonlySignal<boolean>
  /** What could not be kept or read; `null` when all is well. */
  readonly problem: ReadonlySignal<Problem | null>
  /** The model deleted last, which can be put back; `null` when there is none. */
  readonly deleted: ReadonlySignal<KeptModel | null>
  readonly keep: (model: Omit<KeptModel, 'keptMs'>) => Promise<void>
  readonly remove: (hash: string) => Promise<void>
  readonly putBack: () => Promise<void>
  /** The same door, which is given the models that a run names before it starts: a worker keeps none when it is replaced. */
  readonly giveTo: (api: RunApi) => RunApi
}

/** The list over a vault. */
export function createModelList(opening: Promise<ModelVault>): ModelList {
  const byHash = signal<ReadonlyMap<string, KeptModel>>(new Map())
  const isRead = signal(false)
  const isLasting = signal(true)
  const problem = signal<Problem | null>(null)
  const deleted = signal<KeptModel | null>(null)
  const given = new WeakMap<RunApi, RunApi>()
  const check = <T>(answer: Answer<T>): answer is { value: T; problem: null } => {
    problem.value = answer.problem
    return answer.problem === null
  }
  const reading = opening.then(async (vault) => {
    isLasting.value = vault.isLasting
    const answer = await vault.list()
    if (check(answer)) byHash.value = new Map(answer.value.map((model) => [model.hash, model]))
    isRead.value = true
    return vault
  })
  const without = (hash: string) => new Map([...byHash.value].filter(([other]) => other !== hash))
  const put = async (model: KeptModel) => {
    const vault = await reading
    // A model that cannot be stored still serves until the page is left.
    byHash.value = without(model.hash).set(model.hash, model)
    check(await vault.put(model))
  }
  return {
    models: computed(() => [...byHash.value.values()].toSorted((a, b) => b.keptMs - a.keptMs)),
    isRead,
    isLasting,
    problem,
    deleted,
    keep: (model) => put({ ...model, keptMs: Date.now() }),
    remove: async (hash) => {
      const vault = await reading
      if (!check(await vault.remove(hash))) return
      deleted.value = byHash.value.get(hash) ?? null
      byHash.value = without(hash)
    },
    putBack: async () => {
      const model = deleted.value
      deleted.value = null
      if (model !== null) await put(model)
    },
    giveTo: (api) => {
      const known = given.get(api) ?? giveModels(api, () => byHash.peek(), isRead, reading)
      given.set(api, known)
      return known
    },
  }
}

/** Calls go in the order in which they are made, so that a cancel never overtakes its start while the list is read. */
function giveModels(
  api: RunApi,
  models: () => ReadonlyMap<string, KeptModel>,
  isRead: ReadonlySignal<boolean>,
  reading: Promise<unknown>,
): RunApi {
  const give = (request: RunRequest) => {
    for (const { text } of namedBy(request, models())) void api.keepModel(text)
  }
  const start: RunApi['start'] = (request, onProgress) => {
    give(request)
    return api.start(request, onProgress)
  }
  return {
    ...api,
    start: (request, onProgress) => (isRead.peek() ? start(request, onProgress) : reading.then(() => start(request, onProgress))),
    replicate: async (request, warmUpDays, isFollowed) => {
      await reading
      give(request)
      return api.replicate(request, warmUpDays, isFollowed)
    },
    future: async (request, from, days, luckSeed) => {
      await reading
      give(request)
      return api.future(request, from, days, luckSeed)
    },
    cancel: () => (isRead.peek() ? api.cancel() : void reading.then(() => api.cancel())),
  }
}

/** Models whose hash a request says anywhere. */
function namedBy({ scenario, overrides }: RunRequest, models: ReadonlyMap<string, KeptModel>): readonly KeptModel[] {
  if (models.size === 0) return []
  const text = scenario + JSON.stringify(overrides ?? {})
  return [...models.values()].filter(({ hash }) => text.includes(hash))
}
