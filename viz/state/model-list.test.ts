import { describe, expect, test } from 'vitest'
import type { RunApi, RunOutcome, RunRequest } from '../run-api.ts'
import { createMemoryModelVault, type ModelVault } from '../vault/index.ts'
import { createModelList } from './model-list.ts'

const modelOf = (hash: string, name = hash) => ({ hash, name, text: `file of ${hash}`, report: null })
const [first, second] = ['0123456789abcdef', 'fedcba9876543210']

/** A door that notes what it was asked, in order. */
function createDoor(): { readonly api: RunApi; readonly calls: string[] } {
  const calls: string[] = []
  const api = {
    start: async (request: RunRequest): Promise<RunOutcome> => {
      calls.push(`start ${request.scenario}`)
      return { kind: 'replaced' }
    },
    cancel: () => void calls.push('cancel'),
    keepModel: async (text: string) => {
      calls.push(text)
      return { value: '', problems: [] }
    },
  }
  return { api: api as unknown as RunApi, calls }
}

const naming = (hash: string): RunRequest => ({ scenario: 'baseline', overrides: { rules: { replacement: { model: hash } } } })

describe('the list of models', () => {
  test('finds again what the vault kept, and keeps the last on top', async () => {
    const vault = createMemoryModelVault()
    await vault.put({ ...modelOf(first), keptMs: 1 })
    const list = createModelList(Promise.resolve(vault))
    await list.keep(modelOf(second))
    expect(list.isRead.value).toBe(true)
    expect(list.models.value.map(({ hash }) => hash)).toEqual([second, first])
    await list.keep(modelOf(second, 'again'))
    expect(list.models.value.map(({ name }) => name)).toEqual(['again', first])
  })

  test('what was deleted can be put back', async () => {
    const list = createModelList(Promise.resolve(createMemoryModelVault()))
    await list.keep(modelOf(first))
    await list.remove(first)
    expect([list.models.value, list.deleted.value?.hash]).toEqual([[], first])
    await list.putBack()
    expect([list.models.value.length, list.deleted.value]).toEqual([1, null])
  })

  test('a model that cannot be stored serves until the page is left, and the reason is shown', async () => {
    const problem = { code: 'storage-full', place: 'list of models', value: '', remedy: 'Delete models.' }
    const full: ModelVault = { ...createMemoryModelVault(), put: async () => ({ value: null, problem }) }
    const list = createModelList(Promise.resolve(full))
    await list.keep(modelOf(first))
    expect([list.models.value.length, list.problem.value]).toEqual([1, problem])
  })
})

describe('a run that names a model', () => {
  test('is given it each time before it starts, and no other', async () => {
    const list = createModelList(Promise.resolve(createMemoryModelVault()))
    await list.keep(modelOf(first))
    await list.keep(modelOf(second))
    const { api, calls } = createDoor()
    const door = list.giveTo(api)
    await door.start(naming(first), () => undefined)
    await door.start({ scenario: 'plain' }, () => undefined)
    await door.start({ scenario: `{"model":"${second}"}` }, () => undefined)
    expect(calls).toEqual([`file of ${first}`, 'start baseline', 'start plain', `file of ${second}`, `start {"model":"${second}"}`])
    expect(list.giveTo(api)).toBe(door)
  })

  test('waits for the list to be read, and a cancel does not overtake it', async () => {
    let open: (vault: ModelVault) => void = () => undefined
    const list = createModelList(new Promise((resolve) => (open = resolve)))
    const { api, calls } = createDoor()
    const door = list.giveTo(api)
    const run = door.start(naming(first), () => undefined)
    door.cancel()
    expect(calls).toEqual([])
    const vault = createMemoryModelVault()
    await vault.put({ ...modelOf(first), keptMs: 1 })
    open(vault)
    await run
    await Promise.resolve()
    expect(calls).toEqual([`file of ${first}`, 'start baseline', 'cancel'])
  })
})
