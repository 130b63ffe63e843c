import type { RunVault, WholeRun } from './vault.ts'

/** Keeps runs until the page is left: where a browser gives no storage, and in tests. */
export function createMemoryVault(): RunVault {
  const runs = new Map<string, WholeRun>()
  const done = { value: true, problem: null } as const
  return {
    isLasting: false,
    list: async () => ({ value: [...runs.values()].map(({ run }) => run), problem: null }),
    put: async (whole) => {
      runs.set(whole.run.id, whole)
      return done
    },
    rename: async (id, name) => {
      const whole = runs.get(id)
      if (whole) runs.set(id, { ...whole, run: { ...whole.run, name } })
      return done
    },
    remove: async (id) => {
      const taken = runs.get(id) ?? null
      runs.delete(id)
      return { value: { taken }, problem: null }
    },
    facts: async (id) => ({ value: { files: runs.get(id)?.facts ?? null }, problem: null }),
  }
}
