import { useComputed, useSignal, type ReadonlySignal } from '@preact/signals'
import { useEffect, useLayoutEffect, useMemo } from 'preact/hooks'
import { CityView } from '../city-view.tsx'
import { formatDifference, formatQuantity, formatShare } from '../format.ts'
import type { MapMark } from '../map/index.ts'
import { Scrubber, Transport } from '../replay/index.ts'
import type { Workbench } from '../state/index.ts'
import { followLook, type Look } from './look.ts'
import type { RunPair } from './pair.ts'
import { comparePlaces, measures, radiusOf, type Measure, type PlaceDifference } from './place-difference.ts'

type Side = 'a' | 'b'

/** The map of one of the two runs, switched by a click or the key X, with the places in which they differ, and one clock for both. */
export function CompareMap({ bench, pair }: { bench: Workbench; pair: ReadonlySignal<RunPair> }) {
  const side = useSignal<Side>('b')
  const measure = useSignal<Measure>('promisesMissed')
  // While the room changes hands the last pair stands: the signal may already have none.
  const run = useComputed(() => pair.value?.[side.value] ?? null)
  const look = useMemo(() => followLook(bench, run), [])
  useEffect(() => look.stop, [])
  useSwitchKey(() => (side.value = side.peek() === 'a' ? 'b' : 'a'))
  const places = useComputed(() => (pair.value ? comparePlaces(pair.value, measure.value) : []))
  const marks = useComputed(() => markPlaces(places.value))
  const events = useComputed(() => run.value?.summary.eventsPerHour ?? new Uint16Array(0))
  const time = { clock: bench.clock, scene: look.scene, eventsPerHour: events }
  return (
    <section class="compare-map" aria-label="Map of both runs">
      <div class="map-head">
        <SideSwitch side={side.value} pair={pair.value} onChoose={(next) => (side.value = next)} />
        <MeasureSelect measure={measure.value} onChoose={(next) => (measure.value = next)} />
      </div>
      <div class="map-stage-frame">
        <CityView bench={bench} look={look} marks={marks} frame="free" />
        <LookState look={look} />
      </div>
      <PlaceList places={places.value} measure={measure.value} />
      <div class="time-bar">
        <Transport {...time} />
        <Scrubber {...time} />
      </div>
    </section>
  )
}

/** X switches the map, unless something is being typed. */
function useSwitchKey(act: () => void): void {
  useLayoutEffect(() => {
    const listen = (event: KeyboardEvent) => {
      const isTyping = event.target instanceof Element && event.target.closest('input, textarea, select, dialog') !== null
      if (event.defaultPrevented || event.ctrlKey || event.altKey || event.metaKey || isTyping || event.key.toLowerCase() !== 'x') return
      event.preventDefault()
      act()
    }
    document.addEventListener('keydown', listen)
    return () => document.removeEventListener('keydown', listen)
  }, [])
}

function SideSwitch({ side, pair, onChoose }: { side: Side; pair: RunPair; onChoose: (side: Side) => void }) {
  return (
    <div class="side-switch" role="group" aria-label="Run on the map, X switches">
      {(['a', 'b'] as const).map((one) => (
        <button key={one} type="button" aria-pressed={side === one} title={pair[one].name} onClick={() => onChoose(one)}>
          {one.toUpperCase()}
        </button>
      ))}
      <span class="side-name">{pair[side].name}</span>
      <kbd class="wide-only">X</kbd>
    </div>
  )
}

function MeasureSelect({ measure, onChoose }: { measure: Measure; onChoose: (measure: Measure) => void }) {
  return (
    <label class="measure">
      Differences in
      <select value={measure} onChange={(event) => onChoose(event.currentTarget.value as Measure)}>
        {Object.entries(measures).map(([id, { label }]) => (
          <option key={id} value={id}>
            {label.toLowerCase()}
          </option>
        ))}
      </select>
    </label>
  )
}

function LookState({ look: { madeFrac, absence } }: { look: Look }) {
  if (absence.value !== '')
    return (
      <p class="look-state" role="status">
        {absence.value}
      </p>
    )
  if (madeFrac.value === null) return null
  return (
    <p class="look-state" role="status">
      <label>
        The map of this run is made again, {formatShare(madeFrac.value)}
        <progress max={1} value={madeFrac.value} />
      </label>
    </p>
  )
}

function markPlaces(places: readonly PlaceDifference[]): readonly MapMark[] {
  const largest = Math.abs(places[0]?.difference ?? 0)
  return places
    .filter(({ difference }) => difference !== 0)
    .map(({ lonLat, difference }) => ({ lonLat, radiusPx: radiusOf(difference, largest), isMore: difference > 0 }))
}

const kindWords = ['hub', 'shop', 'box']
const maxListed = 5

/** Legend of the circles, and the places that differ most, in words. */
function PlaceList({ places, measure }: { places: readonly PlaceDifference[]; measure: Measure }) {
  const { label, unit } = measures[measure]
  const differing = places.filter(({ difference }) => difference !== 0)
  return (
    <div class="place-list">
      <p class="place-legend">
        <span class="disc more" /> more in B <span class="disc less" /> less in B
        <span class="dim"> · area by size of the difference · customers at their doors count at their hub</span>
      </p>
      {places.length > 0 && differing.length === 0 && <p class="hint">{label}: exactly equal at every hub, shop and box.</p>}
      <ol>
        {differing.slice(0, maxListed).map((place) => (
          <PlaceRow key={`${place.kind} ${place.lonLat.join(' ')}`} place={place} unit={unit} />
        ))}
      </ol>
      {differing.length > maxListed && (
        <p class="hint">
          {differing.length - maxListed} more of {places.length} places differ.
        </p>
      )}
    </div>
  )
}

function PlaceRow({ place: { name, kind, a, b, difference }, unit }: { place: PlaceDifference; unit: string }) {
  const change = formatDifference(difference, unit)
  const say = (value: number | null) => {
    if (value === null) return 'not there'
    const { number, unit: words } = formatQuantity(value, unit)
    return `${number} ${words}`.trim()
  }
  const text = kind === 0 ? `Hub ${name}` : name.replace(/^\D+/, `${kindWords[kind] ?? ''} `)
  return (
    <li class="row">
      <span>{text.charAt(0).toUpperCase() + text.slice(1)}</span>
      <span>
        {say(a)} → {say(b)} <b>({`${change.number} ${change.unit}`.trim()})</b>
      </span>
    </li>
  )
}
