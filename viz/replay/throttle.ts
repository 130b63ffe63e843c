/** Runs the last of many calls at most once a frame, so that a pointer that reports faster than the screen costs nothing. */
export function perFrame<T>(act: (value: T) => void): { readonly call: (value: T) => void; readonly stop: () => void } {
  let frame = 0
  let latest: { readonly value: T } | null = null
  const run = () => {
    frame = 0
    const due = latest
    latest = null
    if (due !== null) act(due.value)
  }
  return {
    call: (value) => {
      latest = { value }
      if (frame === 0) frame = requestAnimationFrame(run)
    },
    stop: () => {
      cancelAnimationFrame(frame)
      frame = 0
      latest = null
    },
  }
}
