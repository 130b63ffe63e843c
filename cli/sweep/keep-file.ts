import { createHash } from 'node:crypto'
import { copyFileSync, existsSync, mkdirSync, readFileSync, renameSync, rmSync } from 'node:fs'
import { basename, dirname, join } from 'node:path'

/** Copies a file into the results folder, by its content, under `inputs/`, and answers its place there; workers elsewhere see that folder and nothing else. The file keeps its name. */
export function keepFile(file: string, folder: string): string {
  const digest = createHash('sha256').update(readFileSync(file)).digest('hex').slice(0, 16)
  const place = join('inputs', digest, basename(file))
  const target = join(folder, place)
  if (existsSync(target)) return place
  mkdirSync(dirname(target), { recursive: true })
  const partial = `${target}.partial-${process.pid}`
  try {
    copyFileSync(file, partial)
    renameSync(partial, target)
  } finally {
    rmSync(partial, { force: true })
  }
  return place
}
