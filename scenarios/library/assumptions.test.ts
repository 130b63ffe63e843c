import { expect, test } from 'vitest'
import { listLeaves, scopes } from '../descriptor/index.ts'
import { loadScenario } from '../load/index.ts'
import { listAssumptions } from './assumptions.ts'
import { libraryNames, resolveLibrary } from './files.ts'

const load = (name: string) => loadScenario(resolveLibrary(name) ?? '', { resolve: resolveLibrary, self: name }).value!

test.each(libraryNames)('%s: every value stands once, under its subject, with meaning, confidence and source', (name) => {
  const { file } = load(name)
  const subjects = listAssumptions(file)
  const paths = subjects.flatMap(({ assumptions }) => assumptions.map(({ path }) => path))
  expect(paths.toSorted()).toEqual(
    listLeaves(file)
      .map(({ path }) => path)
      .toSorted(),
  )
  for (const { assumptions } of subjects)
    for (const { meaning, confidence, source } of assumptions)
      expect([meaning, confidence, source].filter((text) => text === '')).toEqual([])
})

test('each subject says what is simulated and what is not, and no sentence stands twice', () => {
  const subjects = listAssumptions(load('baseline').file)
  expect(subjects.map(({ key }) => key).toSorted()).toEqual(Object.keys(scopes).toSorted())
  const sentences = subjects.flatMap(({ scope }) => [scope.simulated, scope.notSimulated])
  expect(new Set(sentences).size).toBe(sentences.length)
})
