import type { Problem } from '../data/columns/index.ts'
import { createFactSum, indexCities, loadScenario, resolveLibrary } from '../scenarios/index.ts'
import { factTables } from '../twin/index.ts'
import { unpackFacts } from './fact-files.ts'
import type { KpiStore } from './kpi-store.ts'
import type { FactFile, RunApi } from './run-api.ts'

/** Key figures of several cities as one company, from the facts that their runs left. */
export function answerSums(store: KpiStore): Pick<RunApi, 'addUp'> {
  return {
    addUp: async (parts) => {
      const loaded = parts.map(({ scenario }) => loadScenario(scenario, { resolve: resolveLibrary }))
      const problems: Problem[] = loaded.flatMap((one) => one.problems)
      const specs = loaded.flatMap(({ value }) => value?.spec ?? [])
      if (specs.length < parts.length) return { value: null, problems }
      const { cities } = indexCities(specs)
      const sum = createFactSum()
      for (const [i, { facts }] of parts.entries()) sum.add(await unpackAll(facts, problems), cities[i])
      return problems.length > 0 ? { value: null, problems } : { value: await store.compute(sum.tables()), problems }
    },
  }
}

async function unpackAll(facts: readonly FactFile[], problems: Problem[]) {
  const tables = await Promise.all(
    factTables.map((descriptor) => {
      const file = facts.find(({ name }) => name === descriptor.name)
      return unpackFacts(file ?? { name: descriptor.name, bytes: new Uint8Array(0) }, descriptor)
    }),
  )
  problems.push(...tables.flatMap((table) => table.problems))
  return tables.flatMap(({ value }) => value ?? [])
}
