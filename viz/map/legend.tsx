import type { RunScene } from '../../scenarios/index.ts'
import type { Theme } from '../theme.ts'
import { formatShare } from '../format.ts'
import { placeShapes } from './layers/index.ts'
import { cssRamp, rampFromFrac, rampToFrac } from '../ramp.ts'

const symbols = [
  { shape: placeShapes.hub, label: 'Hub' },
  { shape: placeShapes.shop, label: 'Shop' },
  { shape: placeShapes.box, label: 'Box' },
]

/** What the colours and symbols on the map mean; places and vehicles once a run has placed them. */
export function Legend({ theme, scene, isFlowing }: { theme: Theme; scene: RunScene | null; isFlowing: boolean }) {
  return (
    <section class="map-card map-legend" data-covers-map aria-label="Legend of the map">
      <h2>Batteries by state of health</h2>
      <div class="map-ramp" style={{ background: cssRamp(theme) }} />
      <div class="map-ramp-ends">
        {[rampFromFrac, (rampFromFrac + rampToFrac) / 2, rampToFrac].map((frac) => (
          <span key={frac}>{formatShare(frac)}</span>
        ))}
      </div>
      {scene !== null && <Keys scene={scene} isFlowing={isFlowing} />}
    </section>
  )
}

function Keys({ scene, isFlowing }: { scene: RunScene; isFlowing: boolean }) {
  const vehicles = scene.vehicles.slice(0, 2)
  return (
    <ul class="map-keys">
      {symbols.map(({ shape, label }) => (
        <li key={label}>
          <svg viewBox="0 0 24 24" aria-hidden="true">
            <path d={shape.body} fill="var(--map-land)" stroke="var(--ink)" stroke-width="2.4" />
            <path d={shape.sign} fill="var(--ink)" />
          </svg>
          {label}
        </li>
      ))}
      {vehicles.map(({ id, label }, row) => (
        <li key={id}>
          <svg viewBox="0 0 24 24" aria-hidden="true">
            {isFlowing ? (
              <path d="M2 12h20" stroke={`var(--map-vehicle-${row})`} stroke-width="4" />
            ) : (
              <circle cx="12" cy="12" r="7" fill={`var(--map-vehicle-${row})`} />
            )}
          </svg>
          {label}
        </li>
      ))}
    </ul>
  )
}
