export type Vec4 = readonly [red: number, green: number, blue: number, alpha: number]

/**
 * The moment on the map. One object for all layers of a window, changed in place: the layers read it when they draw, so that a tick of the
 * clock makes no layers, compares no props and uploads nothing but uniforms.
 */
export interface Moment {
  /** Seconds since the start of the window. */
  timeS: number
  /** Seconds of the way behind a courier that stay visible. */
  tailS: number
}
