import { openNodeStore } from '../data/store/node/index.ts'
import { advanceRun, computeKpis, factsOf, libraryNames, loadScenario, resolveLibrary, startRun } from '../scenarios/index.ts'
import { generateCity, layOut, LogLevel } from '../twin/index.ts'

/*
 * Runs every scenario of the library on the generated city and prints a table of key figures, the base beside each:
 * `npx tsx bench/library.ts [scenario …]`. Scenarios that run longer than the baseline are compared with a baseline of their own length.
 */
const shown = [
  'slaKept',
  'swapServiceLevel',
  'stockOut',
  'courierBusy',
  'courierBusyWorstHour',
  'kmPerStop',
  'replacedPerYear',
  'fadeMean',
  'costPerKWh',
  'contributionPerBatteryMonth',
  'co2',
] as const

const city = generateCity()

async function measure(name: string, days: number | null): Promise<{ days: number; values: Map<string, number | null> }> {
  const overrides = days === null ? {} : { days }
  const { value, problems } = loadScenario(resolveLibrary(name) ?? '', { resolve: resolveLibrary, self: name, overrides })
  if (value === null) throw new Error(`${name}: ${problems.map((p) => p.remedy).join(' ')}`)
  const run = startRun(layOut(value.spec, city), { level: LogLevel.facts })
  while (advanceRun(run, 1e6).kind === 'running');
  const store = await openNodeStore()
  for (const table of factsOf(run)) await store.load(table)
  const results = await computeKpis(async (sql) => (await store.query(sql)).rows)
  await store.close()
  return { days: value.spec.days, values: new Map(results.map(({ id, value: figure }) => [id, figure])) }
}

function write(value: number | null | undefined): string {
  if (value === null || value === undefined) return 'unknown'
  return Math.abs(value) >= 1000 ? value.toFixed(0) : value.toPrecision(4)
}

const bases = new Map<number, Map<string, number | null>>()
console.log(`| scenario | days | ${shown.join(' | ')} |`)
console.log(`| --- | ---: |${' ---: |'.repeat(shown.length)}`)
const asked = process.argv.slice(2)
for (const name of asked.length > 0 ? asked : libraryNames) {
  const { days, values } = await measure(name, null)
  if (!bases.has(days)) {
    const base = name === 'baseline' ? values : (await measure('baseline', days)).values
    bases.set(days, base)
    console.log(`| baseline | ${days} | ${shown.map((id) => write(base.get(id))).join(' | ')} |`)
  }
  if (name !== 'baseline') console.log(`| ${name} | ${days} | ${shown.map((id) => write(values.get(id))).join(' | ')} |`)
}
