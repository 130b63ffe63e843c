import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { findNode, listLeaves, world } from '../descriptor/index.ts'
import type { Field, Node } from '../descriptor/index.ts'
import { resolveLibrary } from '../library/index.ts'
import { canonicalJson, loadScenario } from './index.ts'
import type { JsonObject } from './index.ts'
import { dropRemoved, mergeLayers } from './merge.ts'

const baseline = loadScenario(resolveLibrary('baseline')!, { resolve: resolveLibrary }).value!
const leaves = listLeaves(baseline.file)

/** A valid value for a field, by its descriptor alone. */
function arbitraryValue(field: Field): fc.Arbitrary<number | string | number[] | null> {
  if (field.kind === 'series') return fc.array(fc.integer({ min: 1, max: 9 }), { minLength: field.length[0], maxLength: field.length[1] })
  if (field.kind === 'text') return field.role === 'choice' ? fc.constantFrom(...field.choices) : fc.constantFrom('a', 'b', 'c')
  const [low, high] = field.range
  const inRange = field.isWhole
    ? fc.integer({ min: low, max: Math.min(high, 1e6) })
    : fc.integer({ min: 0, max: 1000 }).map((i) => low + ((high - low) * i) / 1000)
  return field.isNullable ? fc.option(inRange) : inRange
}

function nest(path: string, value: unknown): JsonObject {
  return path.split('.').reduceRight((inner: unknown, key) => ({ [key]: inner }), value) as JsonObject
}

/** Any few valid single values of the baseline's keys. */
const anyOverride = fc.constantFrom(...leaves).chain((leaf) => arbitraryValue(leaf.field).map((value) => nest(leaf.path, value)))
const anyLayer = fc.array(anyOverride, { maxLength: 12 }).map((parts) => parts.reduce((all, part) => mergeLayers(world, all, part), {}))
const equal = (a: JsonObject, b: JsonObject): void => expect(canonicalJson(a)).toBe(canonicalJson(b))

describe('laying files over each other', () => {
  it('an empty layer changes nothing, on either side', () => {
    fc.assert(
      fc.property(anyLayer, (layer) => {
        equal(mergeLayers(world, layer, {}), layer)
        equal(mergeLayers(world, {}, layer), layer)
      }),
    )
  })

  it('is associative: a chain may be folded from either end', () => {
    fc.assert(
      fc.property(anyLayer, anyLayer, anyLayer, (a, b, c) => {
        equal(mergeLayers(world, mergeLayers(world, a, b), c), mergeLayers(world, a, mergeLayers(world, b, c)))
      }),
    )
  })

  it('the last layer wins at every leaf, and no other leaf moves', () => {
    fc.assert(
      fc.property(anyLayer, (layer) => {
        const wanted = new Map(leaves.map(({ path, value }) => [path, value]))
        for (const { path, value } of listLeaves(layer)) wanted.set(path, value)
        const merged = listLeaves(mergeLayers(world, baseline.file, layer))
        expect(new Map(merged.map(({ path, value }) => [path, value]))).toEqual(wanted)
      }),
    )
  })

  it('does not touch what it is given', () => {
    const before = canonicalJson(baseline.file)
    fc.assert(fc.property(anyLayer, (layer) => void mergeLayers(world, baseline.file, layer)))
    expect(canonicalJson(baseline.file)).toBe(before)
  })

  it('an item that a layer removed is gone in the end', () => {
    const merged = mergeLayers(world, baseline.file, { segments: { homes: null } })
    expect(Object.keys(dropRemoved(world, merged)['segments'] as JsonObject)).not.toContain('homes')
  })
})

describe('loading any valid override', () => {
  it('finds nothing wrong with a value that its descriptor allows, except where values must fit together', () => {
    const together = new Set([
      'shares-not-one',
      'inconsistent',
      'unknown-product',
      'unknown-model',
      'unknown-hub',
      'unknown-zone',
      'bad-date',
    ])
    const free = leaves.filter(({ field }) => !(field.kind === 'number' && field.unit.startsWith('€')))
    const anyFree = fc.constantFrom(...free).chain((leaf) => arbitraryValue(leaf.field).map((value) => nest(leaf.path, value)))
    fc.assert(
      fc.property(anyFree, (override) => {
        const { problems } = loadScenario(resolveLibrary('baseline')!, { resolve: resolveLibrary, overrides: override })
        expect(problems.filter(({ code }) => !together.has(code))).toEqual([])
      }),
    )
  })

  it('reports exactly the leaves that changed as the difference', () => {
    const numbers = leaves.filter(({ path }) => path.startsWith('costs.') || path.startsWith('faults.'))
    fc.assert(
      fc.property(fc.subarray(numbers), (changed) => {
        const values = changed
          .map(({ path, value }) => nest(path, Number(value) + 1))
          .reduce((all, part) => mergeLayers(world, all, part), {})
        const file = { format: 'voltwin-scenario', version: 1, extends: 'baseline', name: 'mine', ...values }
        const { value } = loadScenario(JSON.stringify(file), { resolve: resolveLibrary })
        expect(value!.difference.map(({ path }) => path)).toEqual(changed.map(({ path }) => path))
        for (const { path, base } of value!.difference) expect(base).toBe(leaves.find((leaf) => leaf.path === path)!.value)
      }),
      { numRuns: 30 },
    )
  })
})

function listNodes(node: Node, path: string): [string, Node][] {
  const children = node.kind === 'group' || node.kind === 'list' ? Object.entries(node.children) : []
  return [[path, node], ...children.flatMap(([key, child]) => listNodes(child, `${path}.${key}`))]
}

function isSound(node: Node): boolean {
  if (node.kind === 'group' || node.kind === 'list') return Object.keys(node.children).length > 0
  if (!/\w/.test(node.source.text)) return false
  if (node.kind === 'text') return node.role === 'choice' ? node.choices.length > 1 : node.choices.length === 0
  const isInRange = (x: number): boolean => x >= node.range[0] && x <= node.range[1]
  if (node.kind === 'series')
    return node.fallback === undefined || (node.fallback.length === node.length[0] && node.fallback.every(isInRange))
  return (
    node.range[0] < node.range[1] && (node.fallback === null ? node.isNullable : node.fallback === undefined || isInRange(node.fallback))
  )
}

describe('descriptors', () => {
  it('have a meaning and a source, and every default is valid by its own descriptor', () => {
    const wrong = listNodes(world, '').filter(([, node]) => !/\w/.test(node.meaning) || !isSound(node))
    expect(wrong.map(([path]) => path)).toEqual([])
  })

  it('are found by path, through an item’s id too', () => {
    expect(findNode('segments.scooters.modeShares.box')).toMatchObject({ kind: 'number', unit: '1' })
    expect(findNode('segments.scooters')).toMatchObject({ kind: 'list' })
    expect(findNode('segments.scooters.colour')).toBeNull()
    expect(findNode('days.more')).toBeNull()
  })
})
