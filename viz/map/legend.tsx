import type { Theme } from '../theme.ts'
import { formatShare } from '../format.ts'
import { placeShapes } from './layers/place-icons.ts'
import { cssRamp, rampFromFrac, rampToFrac } from './ramp.ts'

const symbols = [
  { shape: placeShapes.hub, label: 'Hub' },
  { shape: placeShapes.shop, label: 'Shop' },
  { shape: placeShapes.box, label: 'Box' },
]

/** What the colours and symbols on the map mean; symbols once there are places. */
export function Legend({ theme, hasPlaces, isFlowing }: { theme: Theme; hasPlaces: boolean; isFlowing: boolean }) {
  return (
    <section class="map-card map-legend" aria-label="Legend of the map">
      <h2>Batteries by state of health</h2>
      <div class="map-ramp" style={{ background: cssRamp(theme) }} />
      <div class="map-ramp-ends">
        {[rampFromFrac, (rampFromFrac + rampToFrac) / 2, rampToFrac].map((frac) => (
          <span key={frac}>{formatShare(frac)}</span>
        ))}
      </div>
      {hasPlaces && (
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
          <li>
            <svg viewBox="0 0 24 24" aria-hidden="true">
              {isFlowing ? (
                <path d="M2 12h20" stroke="var(--map-vehicle-0)" stroke-width="4" />
              ) : (
                <circle cx="12" cy="12" r="7" fill="var(--map-vehicle-0)" />
              )}
            </svg>
            {isFlowing ? 'Ways of couriers' : 'Courier'}
          </li>
        </ul>
      )}
    </section>
  )
}
