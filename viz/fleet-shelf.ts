import type { JsonObject } from '../scenarios/index.ts'
import type { KeptFleet } from './run-api.ts'

/** Measured fleets that runs may start from, beside their scenarios: thousands of batteries would make the form's scenario heavy. */
export interface FleetShelf {
  readonly keep: (fleet: KeptFleet) => void
  /** A fleet as a scenario states it; `null` where it is not kept any more. */
  readonly find: (hash: string) => JsonObject | null
}

const mostFleets = 6
const newFrom = 0.999
const lowestSoh = 0.3

export function createFleetShelf(): FleetShelf {
  const kept = new Map<string, KeptFleet>()
  return {
    keep(fleet) {
      kept.delete(fleet.hash)
      kept.set(fleet.hash, fleet)
      for (const oldest of kept.keys()) {
        if (kept.size <= mostFleets) break
        kept.delete(oldest)
      }
    },
    find(hash) {
      const fleet = kept.get(hash)
      return fleet === undefined ? null : { fleet: { startFleet: 'file', batteries: batteriesOf(fleet) } }
    },
  }
}

/** The batteries as a scenario states them. Health that is not known follows from the age. */
export function batteriesOf({ names, ageDays, sohFrac, socFrac }: KeptFleet): JsonObject {
  return Object.fromEntries(
    names.map((name, i): [string, JsonObject] => {
      const isNew = sohFrac[i] >= newFrom
      const isKnown = sohFrac[i] === sohFrac[i] && !isNew
      return [
        name,
        {
          ageDays: isNew ? 0 : ageDays,
          ...(isKnown && { sohFrac: round(Math.max(lowestSoh, sohFrac[i])) }),
          socFrac: round(Math.min(1, Math.max(0, socFrac[i]))),
        },
      ]
    }),
  )
}

function round(value: number): number {
  return Math.round(value * 1e4) / 1e4
}
