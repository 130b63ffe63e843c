import { useSignal } from '@preact/signals'
import { useEffect } from 'preact/hooks'
import { Dialog, SheetHead } from './dialog.tsx'
import type { SheetId } from './sheet-ids.ts'
import { sheets, type SheetView } from './sheets.ts'
import type { Workbench } from './state/index.ts'

/** A sheet over the page, once its script is here. */
export function LoadedSheet({ sheet, bench, onClose }: { sheet: SheetId; bench: Workbench; onClose: () => void }) {
  const loaded = useSignal<{ readonly View: SheetView } | null>(null)
  const failure = useSignal('')
  const { label, load } = sheets[sheet]
  useEffect(() => {
    load().then(
      (module) => (loaded.value = { View: module.Sheet }),
      (error: unknown) => (failure.value = String(error)),
    )
  }, [])
  const View = loaded.value?.View
  return (
    <Dialog label={label} onClose={onClose} isWide>
      <SheetHead title={label} onClose={onClose} />
      {View !== undefined && <View bench={bench} onClose={onClose} />}
      {View === undefined && (
        <p class="hint" role="status">
          {failure.value === '' ? `Opening ${label} …` : `${label} could not be loaded: ${failure.value}. Load the page again.`}
        </p>
      )}
    </Dialog>
  )
}
