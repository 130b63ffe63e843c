import type { CityChoice, RunApi } from '../run-api.ts'
import type { CityStore } from './city-store.ts'

/** Workers for runs whose figures alone are wanted. */
export interface Crew {
  readonly crew: () => readonly RunApi[]
  /** Ends the workers: what is under way is dropped. */
  readonly dismiss: () => void
  /** How many they are, without calling them; one when absent. */
  readonly size?: number
}

/** A crew at work: whoever is free takes what is asked. */
export interface CrewWork {
  readonly size: number
  /** `call` is given a worker and the city as that worker knows it; when the worker dies of it, it is called once more. At most `size` calls at a time. */
  readonly ask: <T extends { readonly kind: string }>(call: (api: RunApi, city: CityChoice) => Promise<T>) => Promise<T>
}

export function employ({ crew }: Crew, city: CityStore): CrewWork {
  const idle = [...crew()]
  const cities = new Map<RunApi, Promise<CityChoice>>()
  const cityOf = (api: RunApi): Promise<CityChoice> => {
    const known = cities.get(api) ?? bringCity(api, city)
    cities.set(api, known)
    return known
  }
  return {
    size: idle.length,
    ask: async (call) => {
      const api = idle.pop()!
      let answer = await call(api, await cityOf(api))
      if (answer.kind === 'lost') {
        // Another worker has taken its place, which has no city yet.
        cities.delete(api)
        answer = await call(api, await cityOf(api))
      }
      idle.push(api)
      return answer
    },
  }
}

/** A city from a file is read once by each worker, which then keeps it. */
async function bringCity(api: RunApi, city: CityStore): Promise<CityChoice> {
  const choice = await city.again()
  if (choice.kind !== 'file') return choice
  const answer = await api.describeCity(choice)
  return answer.city === null ? choice : { kind: 'kept', hash: answer.city.hash }
}
