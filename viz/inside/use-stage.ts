import { useSignal, type ReadonlySignal } from '@preact/signals'
import { useEffect, useRef } from 'preact/hooks'
import type { InsideView } from '../../scenarios/index.ts'
import type { Theme } from '../theme.ts'
import { InsideStage } from './stage.ts'

export type StageState = 'drawing' | 'lost' | 'unable'

interface MountedStage {
  readonly stage: { readonly current: InsideStage | null }
  readonly state: ReadonlySignal<StageState>
  /** Grows with each picture, for what lies over it. */
  readonly drawn: ReadonlySignal<number>
}

/** Wait before a lost context is asked for again, ms; doubled at each loss up to the limit. */
const lossWait = { first: 300, most: 10_000 } as const

/** Mounts the drawing on an element as long as the component stands, and anew when the GPU took its context. */
export function useStage(
  host: { readonly current: HTMLElement | null },
  view: InsideView,
  theme: Theme,
  marked: number | null,
): MountedStage {
  const state = useSignal<StageState>('drawing')
  const losses = useSignal(0)
  const drawn = useSignal(0)
  const stage = useRef<InsideStage | null>(null)
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined
    const element = host.current!
    const canvas = document.createElement('canvas')
    element.prepend(canvas)
    const onLost = () => {
      state.value = 'lost'
      timer = setTimeout(() => losses.value++, Math.min(lossWait.most, lossWait.first * 2 ** losses.value))
    }
    try {
      stage.current = new InsideStage(canvas, theme, { onDrawn: () => drawn.value++, onLost })
      state.value = 'drawing'
    } catch {
      // Where there is no WebGL the list says the same in words.
      state.value = 'unable'
      canvas.remove()
      return undefined
    }
    const resize = () => stage.current?.resize(element.clientWidth, element.clientHeight)
    const observer = new ResizeObserver(resize)
    observer.observe(element)
    resize()
    stage.current.show(view)
    return () => {
      clearTimeout(timer)
      observer.disconnect()
      stage.current?.destroy()
      stage.current = null
      canvas.remove()
    }
  }, [losses.value])
  useEffect(() => stage.current?.show(view), [view])
  // In the next frame the document has the theme's colours.
  useEffect(() => {
    const frame = requestAnimationFrame(() => stage.current?.setTheme(theme))
    return () => cancelAnimationFrame(frame)
  }, [theme])
  useEffect(() => stage.current?.mark(marked), [marked])
  return { stage, state, drawn }
}
