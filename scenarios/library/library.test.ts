import { existsSync, readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { describe, expect, it } from 'vitest'
import { ageingModels as models } from '../../twin/ageing/index.ts'
import { ageingModels, listLeaves, sourceOf } from '../descriptor/index.ts'
import { itemSources } from '../descriptor/item-sources.ts'
import { loadScenario } from '../load/index.ts'
import type { Source } from '../descriptor/index.ts'
import type { LoadedScenario } from '../load/index.ts'
import { describeBaseline, libraryNames, resolveLibrary, resolveSpan, spanNames } from './index.ts'

const folder = import.meta.dirname
const pagePath = path.join(folder, '../../docs/baseline.md')
const defaultsPath = path.join(folder, '../../../shared/data/telemetry/baas_defaults.json')

function load(name: string): LoadedScenario {
  const { value, problems } = loadScenario(resolveLibrary(name)!, { resolve: resolveLibrary, self: name })
  expect(problems).toEqual([])
  return value!
}

describe('library', () => {
  it('bundles every file of the folder, under the name that stands in it', () => {
    const files = readdirSync(folder).filter((file) => file.endsWith('.json'))
    expect(files.map((file) => path.basename(file, '.json')).toSorted((a, b) => (a < b ? -1 : 1))).toEqual(
      [...libraryNames, ...spanNames].toSorted((a, b) => (a < b ? -1 : 1)),
    )
    for (const file of files) {
      const text = readFileSync(path.join(folder, file), 'utf8')
      const name = path.basename(file, '.json')
      expect(JSON.parse(text)).toEqual(JSON.parse((resolveLibrary(name) ?? resolveSpan(name))!))
    }
  })

  it.each(libraryNames)('%s is valid, has a description and differs from its base in more than its name', (name) => {
    const { description, difference, chain, spec } = load(name)
    expect(spec.name).toBe(name)
    expect(description).not.toBe('')
    expect(chain).toEqual(name === 'baseline' ? ['baseline'] : [name, 'baseline'])
    expect(difference.length > 0).toBe(name !== 'baseline')
  })

  it('no two scenarios have the same hash', () => {
    expect(new Set(libraryNames.map((name) => load(name).hash)).size).toBe(libraryNames.length)
  })

  it('the baseline file has every key itself, so that the page is the file', () => {
    const file = JSON.parse(readFileSync(path.join(folder, 'baseline.json'), 'utf8')) as Parameters<typeof listLeaves>[0]
    expect(listLeaves(file)).toEqual(listLeaves(load('baseline').file))
  })

  it('says what the case says', () => {
    const { segments, products, boxes, hubs, couriers, partner } = load('baseline').spec
    const product = Object.fromEntries(products.map((p) => [p.id, p]))
    expect(
      segments.map((s) => [s.id, s.customers, s.packsPerCustomer, product[s.product].ratedEnergyWh, product[s.product].holding]),
    ).toEqual([
      ['ebikes', 1200, 1, 500, 'assigned'],
      ['homes', 300, 2, 5000, 'assigned'],
      ['scooters', 1500, 2, 1500, 'pooled'],
      ['tools', 120, 20, 100, 'pooled'],
    ])
    expect([boxes.count, boxes.slots, hubs.count, couriers.count, partner.shareFrac]).toEqual([38, 11, 3, 12, 0.2])
    const scooters = segments.find(({ id }) => id === 'scooters')!
    expect(scooters.modeShares).toEqual({ pickUp: 0.1, delivery: 0.2, box: 0.7, fullMaintenance: 0 })
    expect(scooters.dailyUseFrac / (1 - scooters.swapAtSocFrac)).toBeCloseTo(0.76, 2)
  })

  it('names the ageing models that the twin has, and a CO2 figure for the chemistry of each', () => {
    expect(ageingModels).toEqual(models.map(({ id }) => id))
    expect(Object.keys(load('baseline').spec.co2.packGramPerKWh)).toEqual([...new Set(models.map(({ chemistry }) => chemistry))])
  })

  it('five years of replace-at-80 end on the last day of 2031', () => {
    expect(load('replace-at-80').spec.days).toBe((Date.UTC(2032, 0, 1) - Date.UTC(2027, 0, 1)) / 86_400_000)
  })
})

describe('sources', () => {
  const leaves = listLeaves(load('baseline').file)

  it('every figure has one, with a text', () => {
    const isSourced = (source: Source | null): boolean =>
      source !== null &&
      /\w/.test(source.text) &&
      (source.confidence === 'assumption' ? source.key === '' : source.key !== '' || /\b(19|20)\d\d\b/.test(source.text))
    expect(leaves.map(({ path: leaf }) => leaf).filter((leaf) => !isSourced(sourceOf(leaf)))).toEqual([])
  })

  it('of items belong to figures that are there', () => {
    const known = new Set(leaves.map(({ path: leaf }) => leaf))
    expect(Object.keys(itemSources).filter((leaf) => !known.has(leaf))).toEqual([])
  })

  it.skipIf(!existsSync(defaultsPath))('from the collection of defaults exist there, with the same confidence', () => {
    const { items } = JSON.parse(readFileSync(defaultsPath, 'utf8')) as { items: { k: string; conf: string }[] }
    const confidence = new Map(items.map(({ k, conf }) => [k, conf]))
    const used = leaves.map(({ path: leaf }) => ({ leaf, source: sourceOf(leaf)! })).filter(({ source }) => source.key !== '')
    expect(used.length).toBeGreaterThan(10)
    // A figure that was divided further from the collection's is D, whatever its parts are.
    const isAsThere = ({ confidence: ours, key }: Source): boolean => confidence.has(key) && (ours === 'D' || ours === confidence.get(key))
    expect(used.filter(({ source }) => !isAsThere(source))).toEqual([])
  })
})

describe('docs/baseline.md', () => {
  it('has the tables of the library’s files (after a change: npx vitest run scenarios/library -u)', async () => {
    const page = readFileSync(pagePath, 'utf8')
    const begin = page.indexOf('<!-- figures: begin -->')
    const end = page.indexOf('<!-- figures: end -->')
    expect(begin).toBeGreaterThan(0)
    expect(end).toBeGreaterThan(begin)
    const wanted = `${page.slice(0, begin)}<!-- figures: begin -->\n\n${describeBaseline()}\n\n${page.slice(end)}`
    await expect(wanted).toMatchFileSnapshot(pagePath)
  })
})
