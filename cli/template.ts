import type { Parsed } from '../data/columns/index.ts'
import { batteriesTemplate, customersTemplate, loadScenario, resolveLibrary, weatherTemplate } from '../scenarios/index.ts'
import { generateCity } from '../twin/index.ts'

/** A table of a company's own customers or batteries with rows of an example, for the baseline's products on the generated city. */
export function writeTemplate(kind: string): Parsed<string> {
  const { value, problems } = loadScenario(resolveLibrary('baseline') ?? '', { resolve: resolveLibrary })
  if (value === null) return { value: null, problems }
  if (kind === 'customers') return { value: customersTemplate(value.spec, generateCity()), problems }
  if (kind === 'batteries') return { value: batteriesTemplate(value.spec), problems }
  if (kind === 'weather') return { value: weatherTemplate(value.spec), problems }
  return {
    value: null,
    problems: [{ code: 'unknown-template', place: 'template', value: kind.slice(0, 80), remedy: 'Write customers, batteries or weather.' }],
  }
}
