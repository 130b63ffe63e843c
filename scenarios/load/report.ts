import type { Problem } from '../../data/columns/index.ts'
import type { Json } from './json.ts'

/** Collects the problems of one load; `layer` names the file of the chain in front of the path, empty for the scenario itself. */
export interface Report {
  readonly problems: Problem[]
  readonly layer: string
}

export function addProblem(report: Report, code: string, path: string, value: Json | undefined, remedy: string): void {
  const place = report.layer === '' ? path : `${report.layer} → ${path}`
  report.problems.push({ code, place, value: shorten(value), remedy })
}

/** `true` when something at the path, or inside it, was reported already, in any file of the chain. */
export function hasProblemAt(report: Report, path: string): boolean {
  return report.problems.some(({ place }) => {
    const at = place.slice(place.lastIndexOf('→') + 1).trimStart()
    return at === path || at.startsWith(`${path}.`)
  })
}

export function joinPath(path: string, key: string): string {
  return path === '' ? key : `${path}.${key}`
}

/** A value as JSON text, at most 80 characters; empty when it is missing. */
export function shorten(value: Json | undefined): string {
  const text = value === undefined ? '' : JSON.stringify(value)
  return text.length > 80 ? `${text.slice(0, 79)}…` : text
}
