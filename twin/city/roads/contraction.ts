import type { RoadMetric } from './metric.ts'

/** Arcs from each rank to higher ranks, in rows: arcs of rank `r` are `first[r] … first[r + 1] - 1`. */
export interface UpwardArcs {
  readonly first: Uint32Array
  /** Rank at the other end. */
  readonly end: Uint32Array
  readonly cost: Float64Array
  readonly lengthM: Float64Array
  /** Row in `ShortcutParts`. */
  readonly part: Uint32Array
}

/** How arcs and shortcuts unfold: a shortcut into two parts, an arc of the graph into itself. */
export interface ShortcutParts {
  /** First part of a shortcut; −1 for an arc of the graph. */
  readonly before: Int32Array
  /** Second part of a shortcut; the arc itself for an arc of the graph. */
  readonly after: Int32Array
}

/**
 * A contraction hierarchy (Geisberger, Sanders, Schultes, Delling 2008) of a road graph for one metric. Nodes are renumbered by rank, least
 * important first, so that a search only goes to higher numbers and stays close in memory. Frozen; a run never changes it.
 */
export interface Contraction {
  readonly metric: RoadMetric
  readonly nodeCount: number
  readonly shortcutCount: number
  /** Rank of each node of the graph. */
  readonly rank: Uint32Array
  /** Node of the graph at each rank. */
  readonly node: Uint32Array
  /** Arcs that leave a rank upwards. */
  readonly up: UpwardArcs
  /** Arcs that come down to a rank, held at their lower end: `end` is their tail. */
  readonly down: UpwardArcs
  readonly parts: ShortcutParts
}
