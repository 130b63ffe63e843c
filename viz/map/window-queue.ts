import { effect, signal, untracked, type ReadonlySignal } from '@preact/signals'
import type { MapWindow } from '../moments/index.ts'
import type { Device, RowTextures } from './layers/index.ts'
import type { MapInputs } from './map-inputs.ts'

/** Bytes that go to the GPU in one frame: about a millisecond of the page's time. A day of 8 500 batteries is less than one frame's. */
const frameBytes = 2 << 20

/**
 * Brings windows to the GPU, some of their bytes a frame: the one that is wanted, then the one ahead. `shown` is the wanted one once it is
 * there whole; until then the last. So a day that was fetched ahead is shown without any upload.
 */
export function queueWindows(
  { window, ahead }: Pick<MapInputs, 'window' | 'ahead'>,
  device: ReadonlySignal<Device | null>,
  textures: RowTextures,
): { readonly shown: ReadonlySignal<MapWindow | null>; readonly stop: () => void } {
  const shown = signal<MapWindow | null>(null)
  let held: readonly MapWindow[] = []
  let frame = 0

  const work = () => {
    frame = 0
    let room = frameBytes
    for (const rows of held.flatMap(rowsOf)) if (room > 0) room -= textures.upload(rows, room)
    const wanted = window.peek()
    const isThere = wanted === null || rowsOf(wanted).every((rows) => textures.isWhole(rows))
    if (isThere && shown.peek() !== wanted) shown.value = wanted
    if (room <= 0) frame = requestAnimationFrame(work)
  }
  const hold = (wanted: readonly MapWindow[], by: Device) => {
    for (const rows of wanted.flatMap(rowsOf)) textures.hold(by, rows)
    for (const rows of held.flatMap(rowsOf)) textures.release(rows)
    held = wanted
  }
  const stop = effect(() => {
    const wanted = [...new Set([window.value, ahead.value])].filter((one) => one !== null)
    const by = device.value
    if (by === null) return
    untracked(() => {
      hold(wanted, by)
      cancelAnimationFrame(frame)
      work()
    })
  })
  return {
    shown,
    stop: () => {
      stop()
      cancelAnimationFrame(frame)
      for (const rows of held.flatMap(rowsOf)) textures.release(rows)
    },
  }
}

const rowsOf = ({ stays, legs }: MapWindow) => [stays, legs]
