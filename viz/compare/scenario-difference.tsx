import { describeDifference, findNode, type Difference, type Json, type JsonObject } from '../../scenarios/index.ts'
import { sayValue, wordsOf } from '../plan/index.ts'
import { countOwn } from '../own-words.ts'
import { sayPath } from '../say-path.ts'
import type { StoredRun } from '../vault/index.ts'
import type { RunPair } from './pair.ts'

/** Rows that are shown at once; what a person placed by hand can be hundreds. */
const maxRows = 40

/** In which keys the two scenarios differ, from A's value to B's. */
export function ScenarioDifference({ pair: { a, b } }: { pair: RunPair }) {
  const rows = describeDifference(fileOf(a), fileOf(b))
  const hasOther = a.manifest.own !== b.manifest.own
  return (
    <section class="plan-difference" aria-label="Difference of the plans">
      <h2>What differs in the plan</h2>
      {rows.length === 0 && !hasOther && <p class="hint">Nothing: both runs are of the same plan.</p>}
      <dl>
        {hasOther && (
          <div class="row" data-difference="own">
            <dt>Own data</dt>
            <dd>
              {sayData(a)} → {sayData(b)}
            </dd>
          </div>
        )}
        {rows.slice(0, maxRows).map((row) => (
          <DifferenceRow key={row.path} row={row} />
        ))}
      </dl>
      {rows.length > maxRows && <p class="hint">{rows.length - maxRows} more values differ.</p>}
    </section>
  )
}

function sayData({ summary, manifest }: StoredRun): string {
  // A run that was kept before counts were has a hash alone.
  return countOwn(summary.own) || manifest.own || 'as drawn'
}

/** The kept text is a complete file that the loader wrote. */
function fileOf({ scenario }: StoredRun): JsonObject {
  return JSON.parse(scenario) as JsonObject
}

function DifferenceRow({ row: { path, base, value } }: { row: Difference }) {
  return (
    <div class="row" data-difference={path}>
      <dt title={findNode(path)?.meaning}>{sayPath(path)}</dt>
      <dd>
        {say(path, base)} → {say(path, value)}
      </dd>
    </div>
  )
}

function say(path: string, value: Json): string {
  const node = findNode(path)
  return node === null || node.kind === 'group' || node.kind === 'list' ? JSON.stringify(value) : sayValue(value, wordsOf(path, node))
}
