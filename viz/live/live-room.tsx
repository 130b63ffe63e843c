import { useEffect, useLayoutEffect } from 'preact/hooks'
import { ageText, chargeText, textOf } from './words.ts'
import { AlarmList } from './alarm-list.tsx'
import { acknowledgeRow, BatteryList } from './battery-list.tsx'
import { ChargeCurve } from './charge-curve.tsx'
import { EmptyView } from './empty-view.tsx'
import { ForkPanel } from './fork-panel.tsx'
import { openLiveClient } from './live-client.ts'
import { LiveMapView } from './live-map.tsx'
import { createLiveStore, type LiveStore } from './live-store.ts'
import type { LiveApi } from './live-types.ts'
import { QuarantineView } from './quarantine-view.tsx'
import { Thresholds } from './thresholds.tsx'
import { TransportBar } from './transport-bar.tsx'
import type { Workbench } from '../state/index.ts'
import { momentText } from './words.ts'

/** One worker and one state for as long as the page stands: who leaves the room finds it again. */
let opened: { readonly api: LiveApi; readonly store: LiveStore } | null = null

function openLive() {
  if (opened === null) {
    const worker = new Worker(new URL('./live.worker.ts', import.meta.url), { type: 'module', name: 'live' })
    const api = openLiveClient(worker)
    opened = { api, store: createLiveStore(api) }
  }
  return opened
}

/** The room Live: readings of real batteries as they arrive, as they were, and as they go on. */
export function Room({ bench }: { bench: Workbench }) {
  const { api, store } = openLive()
  const { value: state } = store.state
  usePlayKey(store)
  useEffect(() => () => void (store.isPlaying.value = false), [])
  if (state.kind !== 'open') {
    return (
      <main class="room live">
        <EmptyView store={store} bench={bench} />
      </main>
    )
  }
  const { zone } = store.options.value
  return (
    <main class="room live is-open">
      <header class="live-bar">
        <div class="live-source">
          <b>{state.summary.name}</b>
          <button type="button" class="link" onClick={store.close}>
            Another file
          </button>
        </div>
        <TransportBar store={store} zone={zone} />
      </header>
      <BatteryList store={store} />
      <LiveMapView key={state.summary.name} store={store} bench={bench} />
      <aside class="live-side" aria-label="The chosen battery, alarms and what if" tabIndex={0}>
        {store.failure.value !== '' && <p class="message bad">The live worker failed: {store.failure.value}. Load the page again.</p>}
        <Chosen store={store} zone={zone} />
        <ForkPanel store={store} api={api} bench={bench} zone={zone} />
        <AlarmList store={store} zone={zone} />
        <Thresholds store={store} />
        <QuarantineView api={api} summary={state.summary} />
      </aside>
    </main>
  )
}

function Chosen({ store, zone }: { store: LiveStore; zone: string }) {
  const look = store.look.value
  const row = look?.selected ?? null
  if (look === null || row === null) {
    return (
      <section class="group" aria-label="Battery">
        <h2>Battery</h2>
        <p class="hint">Choose a battery in the list or on the map: its measured and predicted charge appear here.</p>
      </section>
    )
  }
  return (
    <section class="group" aria-label="Battery">
      <div class="live-title">
        <h2>Battery {row.name}</h2>
        {(row.alarms & 15) !== 0 && (
          <button type="button" class="link" onClick={() => acknowledgeRow(store, row)}>
            Acknowledge its alarms
          </button>
        )}
      </div>
      <dl class="live-figures">
        <Figure label="Measured" value={chargeText(row.measuredFrac)} />
        <Figure
          label={store.mode.value === 'forecast' ? 'Forecast' : 'Predicted'}
          value={
            row.predictedFrac === row.predictedFrac
              ? `${chargeText(row.predictedFrac)} ± ${Math.max(1, Math.round(row.sdFrac * 200))}`
              : 'unknown'
          }
        />
        <Figure label="Last reading" value={`${ageText(row.ageMs)} ago`} />
        <Figure label="Temperature" value={row.tempDegC === row.tempDegC ? textOf(row.tempDegC, '°C') : 'not measured'} />
        <Figure label="Health" value={row.sohFrac === row.sohFrac ? chargeText(row.sohFrac) : 'not measured'} />
        {store.mode.value === 'forecast' && (
          <Figure label="10 % left" value={look.emptyMs < Infinity ? momentText(zone, look.emptyMs) : 'not in sight'} />
        )}
      </dl>
      <ChargeCurve look={look} zone={zone} watermarkMs={store.headMs.value} />
    </section>
  )
}

function Figure({ label, value }: { label: string; value: string }) {
  return (
    <div>
      <dt>{label}</dt>
      <dd>{value}</dd>
    </div>
  )
}

/** Space plays and pauses, N goes to the next reading; keys of fields stay theirs. */
function usePlayKey(store: LiveStore): void {
  useLayoutEffect(() => {
    const listen = (event: KeyboardEvent) => {
      const target = event.target instanceof Element ? event.target : null
      const isTaken = event.defaultPrevented || event.ctrlKey || event.altKey || event.metaKey
      if (
        isTaken ||
        store.state.peek().kind !== 'open' ||
        (target?.closest('input:not([type=range]), select, textarea, dialog') ?? null) !== null
      )
        return
      if (event.key === ' ' && (target?.closest('button, summary') ?? null) === null) store.isPlaying.value = !store.isPlaying.peek()
      else if (event.key === 'n') store.toNextReading()
      else return
      event.preventDefault()
    }
    document.addEventListener('keydown', listen)
    return () => document.removeEventListener('keydown', listen)
  }, [store])
}
