import { expect, test } from 'vitest'
import { createHeadroomModel } from './model-fixture.ts'
import { hashNet, nameModel, parseModel, writeModel } from './model-file.ts'
import { createPredictor } from './net.ts'

const model = createHeadroomModel(1234.5678901234567)

test('a model comes back from its file bit by bit, with the same hash and answers', () => {
  const { value, problems } = parseModel(writeModel(model))
  expect(problems).toEqual([])
  expect(value).toEqual(model)
  expect(createPredictor(value!.net)([0.123456789, 1e-4])).toBe(createPredictor(model.net)([0.123456789, 1e-4]))
})

test('the hash stands for all that decides the answers, and for nothing else', () => {
  const { net } = model
  expect(nameModel(net, { name: 'other', notes: { rows: 3 } }).hash).toBe(model.hash)
  const others = [
    { ...net, features: net.features.toReversed() },
    { ...net, featureScalers: [{ mean: 0, scale: 2 }, ...net.featureScalers.slice(1)] },
    { ...net, target: { ...net.target, transform: 'log' as const } },
    { ...net, targetScaler: { mean: 1, scale: 1 } },
    { ...net, layers: net.layers.map((layer) => ({ ...layer, bias: layer.bias.map((value) => value + 1e-12) })) },
    { ...net, layers: net.layers.map((layer) => ({ ...layer, activation: 'relu' as const })) },
  ]
  const hashes = [net, ...others].map(hashNet)
  expect(new Set(hashes).size).toBe(hashes.length)
})

/** The model's file with another value at a path. */
function broken(path: string, value: unknown): string {
  const json = JSON.parse(writeModel(model)) as Record<string, unknown>
  const keys = path.split('.')
  let branch = json
  for (const key of keys.slice(0, -1)) branch = branch[key] as Record<string, unknown>
  branch[keys.at(-1)!] = value
  return JSON.stringify(json)
}

test.each([
  ['not-json', 'model', '{"format"'],
  ['wrong-format', 'format', '{"format":"x"}'],
  ['newer-version', 'version', broken('version', 2)],
  ['other-content', 'hash', broken('target.scale', 2)],
  ['bad-model', 'features', broken('features.0.scale', 0)],
  ['bad-model', 'target', broken('target.transform', 'exp')],
  ['bad-model', 'layers', broken('layers', [])],
  ['bad-model', 'layers.0.units', broken('layers.0.units', 1e9)],
  ['bad-model', 'layers.0.units', broken('layers.0.units', 3)],
  ['bad-model', 'layers.0.activation', broken('layers.0.activation', 'sine')],
  ['bad-model', 'layers.0.weights', broken('layers.0.weights', [1])],
  ['bad-model', 'layers.0.bias', broken('layers.0.bias', [null])],
])('%s at %s', (code, place, text) => {
  const { value, problems } = parseModel(text)
  expect(value).toBeNull()
  const problem = problems.find((candidate) => candidate.code === code && candidate.place === place)
  expect(problem?.remedy).toBeTruthy()
})
