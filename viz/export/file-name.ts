import { dateTextFromDays } from '../../twin/index.ts'
import type { StoredRun } from '../vault/index.ts'

/** First and last local day of a run, as days since 1970. */
export function daysOf({ scenario, summary }: StoredRun): { readonly first: number; readonly last: number } {
  // The kept text is a complete file: it has its start date.
  const { startDate } = JSON.parse(scenario) as { startDate: string }
  const first = Date.parse(`${startDate}T00:00:00Z`) / 86_400_000
  return { first, last: first + summary.days - 1 }
}

/** `baseline-seed-7_2027-01-01_2027-12-31_key-figures.csv`: scenario, seed, first and last day, and what is in it. */
export function nameFile(
  run: StoredRun,
  what: string,
  ending: string,
  days: { readonly first: number; readonly last: number } = daysOf(run),
): string {
  const span = days.first === days.last ? dateTextFromDays(days.first) : `${dateTextFromDays(days.first)}_${dateTextFromDays(days.last)}`
  return `${slug(run.name)}-seed-${run.summary.seed}_${span}_${what}.${ending}`
}

/** Letters, digits and hyphens, so that every system takes it. */
function slug(name: string): string {
  const text = name
    .normalize('NFKD')
    // Accents, which stand apart now, are left out.
    .replace(/\p{Mn}/gu, '')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-+|-+$/g, '')
  return text.slice(0, 60) || 'run'
}
