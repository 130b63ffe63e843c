import type { Parsed, Problem } from '../data/columns/index.ts'
import type { RunRequest } from './run-api.ts'

const wholeNumbers = { seed: [0, Number.MAX_SAFE_INTEGER], days: [1, 36_525] } as const

/**
 * What the page's address asks for: `?scenario=baseline&seed=7&days=30`, all optional. A value that cannot be taken is a problem, and then
 * there is no request: running something else than the address says would mislead whoever it was shared with.
 */
export function parseAddress(search: string): Parsed<RunRequest> {
  const wanted = new URLSearchParams(search)
  const problems: Problem[] = []
  const request: { scenario: string; seed?: number; days?: number } = { scenario: wanted.get('scenario') ?? 'baseline' }
  if (!/^[a-z0-9-]{1,80}$/.test(request.scenario)) {
    const remedy = 'Name a scenario of the library in small letters, digits and hyphens, for example baseline.'
    problems.push({ code: 'bad-scenario-name', place: '?scenario', value: request.scenario.slice(0, 80), remedy })
  }
  for (const key of ['seed', 'days'] as const) {
    const text = wanted.get(key)
    if (text === null) continue
    const [low, high] = wholeNumbers[key]
    const value = Number(text)
    if (/^\d+$/.test(text) && value >= low && value <= high) request[key] = value
    else
      problems.push({
        code: 'bad-number',
        place: `?${key}`,
        value: text.slice(0, 80),
        remedy: `Write a whole number from ${low} to ${high}.`,
      })
  }
  return { value: problems.length > 0 ? null : request, problems }
}
