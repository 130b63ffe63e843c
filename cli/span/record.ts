import { mkdirSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { ColumnTable } from '../../data/columns/index.ts'
import { writeParquet } from '../../data/files/index.ts'
import type { SpanManifest } from '../../scenarios/index.ts'

/**
 * Keeps a span's manifest, summary and facts (Parquet, as those of one run) in a folder below the results folder that appears when it is whole; answers its
 * name. Equal spans have equal files, so that an earlier one gives way.
 */
export function keepSpan(folder: string, manifest: SpanManifest, summary: object, facts: readonly ColumnTable[]): string {
  const place = join('spans', `${manifest.name.replace(/[^A-Za-z0-9-]+/g, '-').slice(0, 40)}-${manifest.hash}`)
  const target = join(folder, place)
  const partial = `${target}.partial-${process.pid}`
  mkdirSync(partial, { recursive: true })
  try {
    for (const table of facts) writeFileSync(join(partial, `${table.descriptor.name}.parquet`), writeParquet(table))
    writeFileSync(join(partial, 'manifest.json'), `${JSON.stringify(manifest, null, 2)}\n`)
    writeFileSync(join(partial, 'summary.json'), `${JSON.stringify(summary, null, 2)}\n`)
    rmSync(target, { recursive: true, force: true })
    renameSync(partial, target)
  } finally {
    rmSync(partial, { recursive: true, force: true })
  }
  return place
}
