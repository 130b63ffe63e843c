/**
 * Rows for the GPU as texels of four floats each, read by row number: so any range of rows can be drawn, and none of it is a vertex attribute.
 * The texels fill whole lines of `lineTexels`; what lies beyond the last row is 0.
 */
export interface Rows {
  readonly count: number
  readonly texels: Float32Array
}

/** Texels in a line of the texture: every WebGL 2 device holds 2048. */
export const lineTexels = 1024
/** Floats of a row that is two texels: stays and legs. */
export const rowFloats = 8

/** Room for rows of so many floats each, in whole lines; at least one line, for a texture cannot be empty. */
export function createTexels(count: number, floats: number): Float32Array {
  const lineFloats = 4 * lineTexels
  return new Float32Array(Math.max(1, Math.ceil((count * floats) / lineFloats)) * lineFloats)
}

/** Where the rows of each group begin, for groups numbered 0 … `groups − 1`; one more number than groups, the last one is their sum. */
export function countGroups(groups: number, rows: number, groupOf: (row: number) => number): Uint32Array {
  const first = new Uint32Array(groups + 1)
  for (let row = 0; row < rows; row++) first[groupOf(row) + 1]++
  for (let group = 0; group < groups; group++) first[group + 1] += first[group]
  return first
}
