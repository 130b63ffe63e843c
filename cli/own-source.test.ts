import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { loadScenario, parseManifest, resolveLibrary } from '../scenarios/index.ts'
import { createSurvey, generateCity } from '../twin/index.ts'
import { readOwnSource } from './own-source.ts'
import { runScenario } from './run/run.ts'
import { writeTemplate } from './template.ts'

const city = generateCity()
const survey = createSurvey(city)
const { spec } = loadScenario(resolveLibrary('baseline')!, { resolve: resolveLibrary }).value!
const at = (node: number) => [city.graph.latDeg[node], city.graph.lonDeg[node]].map((deg) => deg.toFixed(5).replace('.', ','))
const [here, there] = [at(500), at(900)]
/** As a spreadsheet of a country with decimal commas saves it. */
const good = `name;lat;lon;product;count;mode\r\nanna;${here.join(';')};scooter-1500;3;box\r\nbo;${there.join(';')};scooter-1500;2;pickUp\r\n`

let folder = ''
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'voltwin-own-'))
})
afterAll(() => rmSync(folder, { recursive: true }))

function write(name: string, text: string): string {
  writeFileSync(join(folder, name), text)
  return join(folder, name)
}

test('a file from a spreadsheet is read as it is', async () => {
  const { value, problems } = await readOwnSource({ customers: write('a.csv', good) }, spec, survey)
  expect(problems).toEqual([])
  expect(value!.customers!.name).toEqual(['anna', 'bo'])
  expect((await readOwnSource({}, spec, survey)).value!.customers).toBeNull()
})

test('a row that cannot be used stops the run, unless the good ones will do', async () => {
  const customers = write('b.csv', `${good}carl;${here.toReversed().join(';')};scooter-1500;2;box\r\n`)
  const refused = await readOwnSource({ customers }, spec, survey)
  expect(refused.value).toBeNull()
  expect(refused.problems.map(({ code }) => code)).toEqual(['swapped-position', 'rows-unusable'])
  const lenient = await readOwnSource({ customers, isLenient: true }, spec, survey)
  expect(lenient.value!.customers!.count).toBe(2)
  expect(lenient.problems.map(({ code }) => code)).toEqual(['swapped-position'])
})

test('weather from a spreadsheet, with byte order mark and decimal commas, makes another run than the typical year', async () => {
  const days = (degC: string) => `\uFEFFDatum;Temperatur\r\n${['01', '02'].map((day) => `${day}.01.2027;${degC}\r\n`).join('')}`
  const run = async (weather?: string) =>
    (
      await runScenario(
        { scenario: 'baseline', days: 2, ...(weather !== undefined && { weather: write(weather, days(weather)) }) },
        () => {},
      )
    ).value!.hash
  const [typical, cold, warm] = [await run(), await run('-9,5'), await run('21,5')]
  expect(new Set([typical, cold, warm]).size).toBe(3)
  expect(await run('-9,5')).toBe(cold)
})

test('weather that no scale makes °C, or that ends too soon, stops the run', async () => {
  const codes = async (text: string) =>
    (await readOwnSource({ weather: write('w.csv', text), isLenient: true }, spec, survey)).problems.map((p) => p.code)
  expect(await codes('time,tempDegC\n2027-01-01,270\n')).toEqual(['wrong-unit'])
  expect(await codes('time,tempDegC\n2027-01-01,7\n')).toEqual(['weather-too-short'])
  expect(await codes('time,tempDegC\n2027-01-01,3,5\n')).toContain('no-rows')
})

test('a file that is not there, or is empty, is a problem with its name', async () => {
  expect(await readOwnSource({ batteries: join(folder, 'none.csv') }, spec, survey)).toMatchObject({
    value: null,
    problems: [{ code: 'read-failed' }],
  })
  expect(await readOwnSource({ batteries: write('c.csv', '') }, spec, survey)).toMatchObject({
    value: null,
    problems: [{ code: 'empty-file' }],
  })
})

test('a template is read back as it is', async () => {
  const { value, problems } = writeTemplate('customers')
  expect(problems).toEqual([])
  expect((await readOwnSource({ customers: write('e.csv', value!) }, spec, survey)).problems).toEqual([])
  expect((await readOwnSource({ batteries: write('f.csv', writeTemplate('batteries').value!) }, spec, survey)).problems).toEqual([])
  expect(writeTemplate('boxes')).toMatchObject({ value: null, problems: [{ code: 'unknown-template' }] })
})

test('a run on own data has a hash of its own, and its manifest says so', async () => {
  const scenario = write(
    'small.json',
    JSON.stringify({
      format: 'voltwin-scenario',
      version: 1,
      extends: 'baseline',
      name: 'small',
      days: 3,
      segments: { ebikes: { customers: 5 }, tools: { customers: 2 }, homes: { customers: 2 } },
    }),
  )
  const out = join(folder, 'out')
  const batteries = write('d.csv', 'product,ageDays,count\nscooter-1500,900,5\n')
  const { value, problems } = await runScenario({ scenario, customers: write('d2.csv', good), batteries, out }, () => undefined)
  expect(problems).toEqual([])
  expect(value!.days).toBe(3)
  expect(parseManifest(readFileSync(join(out, 'manifest.json'), 'utf8')).value!.own).toMatch(/^[0-9a-f]{16}$/)
})
