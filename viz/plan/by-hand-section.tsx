import { useEffect, useLayoutEffect } from 'preact/hooks'
import { isActive, placeKinds, type Tool, type Workbench } from '../state/index.ts'
import { describeSite, hubNames, placeOf } from './by-hand-view.ts'

/** Plan, by hand: tools to place, drag and remove on the map, and a list of what was done, each of it to be taken back. */
export function ByHandSection({ bench }: { bench: Workbench }) {
  const { byHand, runs } = bench
  const { sites, areas } = byHand
  const hubs = hubNames(runs.scene.value)
  return (
    <section class="group" aria-label="Places by hand">
      <h2>Places by hand</h2>
      <Tools bench={bench} />
      <Chosen bench={bench} />
      {sites.value.length + areas.value.length > 0 && (
        <ul class="hand-list">
          {sites.value.map((site) => (
            <li key={`${site.place} ${site.name}`}>
              <span>{describeSite(site)}</span>
              <button type="button" aria-label={`Take back: ${describeSite(site)}`} onClick={() => byHand.restore(site.place, site.name)}>
                Take back
              </button>
            </li>
          ))}
          {areas.value.map(({ name, hub }) => (
            <li key={name}>
              <label>
                {name}, served by{' '}
                <select value={hub} onChange={(event) => byHand.setHub(name, event.currentTarget.value)}>
                  {[...new Set([hub, ...hubs])].map((one) => (
                    <option key={one}>{one}</option>
                  ))}
                </select>
              </label>
              <button type="button" aria-label={`Remove ${name}`} onClick={() => byHand.removeArea(name)}>
                Remove
              </button>
            </li>
          ))}
        </ul>
      )}
    </section>
  )
}

const tools: readonly { readonly label: string; readonly title: string; readonly tool: Tool }[] = [
  { label: 'Drag', title: 'Drag hubs, shops and boxes on the map', tool: { kind: 'drag' } },
  ...placeKinds.map((place) => ({
    label: `+ ${place[0].toUpperCase()}${place.slice(1)}`,
    title: `Place a ${place} with a click on the map`,
    tool: { kind: 'add', place } as const,
  })),
  { label: '+ Area', title: 'Draw an area that the couriers of one hub serve', tool: { kind: 'area', corners: [] } },
]

function Tools({ bench: { byHand, runs } }: { bench: Workbench }) {
  const held = byHand.tool.value
  const isHeld = ({ tool }: (typeof tools)[number]) =>
    held?.kind === tool.kind && (held.kind !== 'add' || tool.kind !== 'add' || held.place === tool.place)
  return (
    <div class="tool-row" role="group" aria-label="Tools on the map">
      {tools.map((one) => (
        <button
          key={one.label}
          type="button"
          title={one.title}
          aria-pressed={isHeld(one)}
          disabled={runs.scene.value === null}
          onClick={() => (byHand.tool.value = isHeld(one) ? null : one.tool)}
        >
          {one.label}
        </button>
      ))}
    </div>
  )
}

/** The place that is selected on the map, and what can be done to it. */
function Chosen({ bench: { byHand, runs, selection } }: { bench: Workbench }) {
  const pick = selection.value
  const found = pick?.kind === 'place' ? placeOf(runs.scene.value, pick.id) : null
  if (found === null) return <p class="hint">Choose a hub, shop or box on the map to move or remove it.</p>
  const { place, name } = found
  return (
    <div class="edit-row">
      <span class="hint">{name}</span>
      <button type="button" aria-label={`Move ${name}`} onClick={() => (byHand.tool.value = { kind: 'move', place, name })}>
        Move
      </button>
      <button
        type="button"
        aria-label={`Remove ${name}`}
        onClick={() => {
          selection.value = null
          byHand.remove(place, name)
        }}
      >
        Remove
      </button>
    </div>
  )
}

/** Over the map while a tool is in hand: what a click does, and how to end. Escape ends it too. */
export function ToolHint({ bench }: { bench: Workbench }) {
  const { byHand, runs, room } = bench
  const held = byHand.tool.value
  const end = () => void (byHand.tool.value = null)
  useLayoutEffect(() => {
    if (held === null) return undefined
    const listen = (event: KeyboardEvent) => {
      if (event.key === 'Escape' && !event.defaultPrevented) end()
    }
    document.addEventListener('keydown', listen)
    return () => document.removeEventListener('keydown', listen)
  }, [held === null])
  useEffect(() => end, [room.value])
  if (held === null) return null
  return (
    <div class="tool-hint" role="status">
      <span>{describeTool(held)}</span>
      {isActive(runs.state.value) && <span class="hint">running again …</span>}
      {held.kind === 'area' && <AreaButtons bench={bench} count={held.corners.length} />}
      <button type="button" onClick={end}>
        Done
      </button>
    </div>
  )
}

function describeTool(tool: Tool): string {
  switch (tool.kind) {
    case 'drag':
      return 'Drag a hub, shop or box to where it should stand.'
    case 'add':
      return `Click where the ${tool.place} stands. On the keyboard: Enter sets it in the middle of the map.`
    case 'move':
      return `Click where ${tool.name} should stand. On the keyboard: Enter sets it in the middle of the map.`
    default:
      return `Click the corners of the area: ${tool.corners.length} so far, at least 3.`
  }
}

function AreaButtons({ bench: { byHand, runs }, count }: { bench: Workbench; count: number }) {
  const hubs = hubNames(runs.scene.value)
  const drop = () => {
    const held = byHand.tool.peek()
    if (held?.kind === 'area') byHand.tool.value = { kind: 'area', corners: held.corners.slice(0, -1) }
  }
  return (
    <>
      <button type="button" disabled={count === 0} onClick={drop}>
        Last corner back
      </button>
      {hubs.map((hub) => (
        <button key={hub} type="button" disabled={count < 3} onClick={() => byHand.closeArea(hub)}>
          Serve from {hub}
        </button>
      ))}
    </>
  )
}
