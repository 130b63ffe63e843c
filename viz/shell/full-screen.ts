import { signal } from '@preact/signals'

/** Whether the page fills the screen by its own button or key. */
export const isFullScreen = signal(false)
document.addEventListener('fullscreenchange', () => (isFullScreen.value = document.fullscreenElement !== null))

export function canFillScreen(): boolean {
  return document.fullscreenEnabled
}

/** Fills the screen with the page, or gives it back. A browser that refuses leaves everything as it is. */
export function toggleFullScreen(): void {
  const change = isFullScreen.peek() ? document.exitFullscreen() : document.documentElement.requestFullscreen()
  change.catch(() => undefined)
}
