import { formatCount } from './format.ts'
import { ownKinds } from './own-api.ts'
import type { OwnCounts, OwnTables } from './own-api.ts'

/** Names of the files, customers first. */
export function listNames(own: OwnTables): string {
  return ownKinds.flatMap((kind) => own[kind]?.name ?? []).join(', ')
}

/** `own data: 118 customers, 4 batteries`; empty without any. */
export function sayOwn(own: OwnCounts | undefined): string {
  const counts = countOwn(own)
  return counts === '' ? '' : `own data: ${counts}`
}

/** `118 customers, 1 battery`; empty without any. */
export function countOwn(own: OwnCounts | undefined): string {
  const words = {
    customers: ['customer', 'customers'],
    batteries: ['battery', 'batteries'],
    weather: ['day of weather', 'days of weather'],
  } as const
  return (
    ownKinds
      // A run of an earlier build knows fewer kinds.
      .filter((kind) => own !== undefined && (own[kind] ?? 0) > 0)
      .map((kind) => `${formatCount(own![kind]!)} ${words[kind][own![kind] === 1 ? 0 : 1]}`)
      .join(', ')
  )
}
