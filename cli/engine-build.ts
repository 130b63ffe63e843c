import { readdirSync, readFileSync } from 'node:fs'
import { join, relative, sep } from 'node:path'
import { fileURLToPath } from 'node:url'
import { hashSources } from '../scenarios/index.ts'

const root = fileURLToPath(new URL('..', import.meta.url))
/** Rooms whose text decides the bits of a run. */
const rooms = ['data/columns', 'sim', 'twin', 'ml', 'scenarios']

/**
 * Hash of the engine's source text, 16 hex digits. Even a changed comment counts as another build: so a forgotten version number can
 * never let a stale snapshot pass.
 */
export function hashEngine(): string {
  const files = rooms.flatMap((room) => listSources(join(root, room)))
  return hashSources(files.map((path) => ({ path: relative(root, path).split(sep).join('/'), text: readFileSync(path, 'utf8') })))
}

/** Whether a file is of those rooms. */
export function isEngineSource(file: string): boolean {
  const place = relative(root, file).split(sep).join('/')
  return rooms.some((room) => place.startsWith(`${room}/`))
}

function listSources(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const path = join(folder, entry.name)
    if (entry.isDirectory()) return listSources(path)
    return entry.name.endsWith('.ts') && !entry.name.endsWith('.test.ts') ? [path] : []
  })
}
