import type { Problem } from '../data/columns/index.ts'
import { kindOfOwnTable } from '../scenarios/index.ts'
import { isGridHeader } from '../twin/city/index.ts'
import { readHeader } from '../twin/live/index.ts'
import type { TableKind } from './own-api.ts'

/**
 * What a table is by its header; `null` where it is none of those that the page takes. Telemetry and customers have positions too, a grid has
 * inhabitants: whoever needs more columns is asked first.
 */
export function kindOfTable(header: readonly string[]): TableKind | null {
  if (readHeader(header.join('\t')).value !== null) return 'telemetry'
  const own = kindOfOwnTable(header)
  if (own === 'customers') return own
  return isGridHeader(header) ? 'grid' : own
}

/** Enough of a file for its first line. */
const headBytes = 65_536

/** Header of a table file, of which only the beginning is read; empty where it is no text. */
export async function readHeaderOf(file: Blob): Promise<readonly string[]> {
  const { readTextHeader, textOfBytes } = await import('../data/files/index.ts')
  const { value } = textOfBytes(new Uint8Array(await file.slice(0, headBytes).arrayBuffer()), '')
  return value === null ? [] : readTextHeader(value)
}

/** Said of a table whose header tells nothing. */
export function explainUnknown(name: string, header: readonly string[]): Problem {
  const remedy =
    'The first line must name the columns. Customers: lat, lon, product. Batteries: product, and ageDays or sohFrac. Weather: time, tempDegC. ' +
    'Population grid: lon, lat, population. Templates stand under Own data in Plan.'
  return { code: 'unknown-table', place: `${name}, line 1`, value: header.join(', ').slice(0, 80), remedy }
}
