import type { Parsed } from '../../data/columns/index.ts'
import type { FileFormat } from '../export-ask.ts'

/** Makes one file and says what came of it. */
export type Save = (name: string, make: () => Promise<Parsed<Blob>>) => Promise<void>

const formats: readonly { readonly format: FileFormat; readonly label: string }[] = [
  { format: 'csv', label: 'CSV' },
  { format: 'parquet', label: 'Parquet' },
]

/** One button for each format; `name` says what for, to those who hear the page. */
export function FormatButtons({ name, isOff = false, onSave }: { name: string; isOff?: boolean; onSave: (format: FileFormat) => void }) {
  return (
    <span class="export-buttons">
      {formats.map(({ format, label }) => (
        <button key={format} type="button" aria-label={`${name} as ${label}`} disabled={isOff} onClick={() => onSave(format)}>
          {label}
        </button>
      ))}
    </span>
  )
}
