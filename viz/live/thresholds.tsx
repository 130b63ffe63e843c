import type { LiveSettings } from '../../twin/live/index.ts'
import type { LiveStore } from './live-store.ts'

interface Field {
  readonly key: keyof LiveSettings
  readonly label: string
  readonly unit: string
  /** Shown value = stored value × factor. */
  readonly factor: number
  readonly min: number
  readonly max: number
  readonly step: number
}

const fields: readonly Field[] = [
  { key: 'silenceMs', label: 'Silence after', unit: 'min', factor: 1 / 60_000, min: 1, max: 10_080, step: 1 },
  { key: 'hotDegC', label: 'Hot above', unit: '°C', factor: 1, min: 0, max: 120, step: 1 },
  { key: 'coldDegC', label: 'Cold below', unit: '°C', factor: 1, min: -50, max: 40, step: 1 },
  { key: 'gateSd', label: 'Divergence beyond', unit: 'sd', factor: 1, min: 1, max: 20, step: 0.5 },
  { key: 'socSdFrac', label: 'Noise of the measured charge', unit: 'points', factor: 100, min: 0.1, max: 20, step: 0.1 },
  { key: 'driftSdFracPerHour', label: 'Drift without news, in an hour', unit: 'points', factor: 100, min: 0, max: 50, step: 0.5 },
  { key: 'ratedEnergyWh', label: 'Rated energy where readings do not say it', unit: 'Wh', factor: 1, min: 10, max: 1_000_000, step: 1 },
  { key: 'useWhPerKm', label: 'Use where no power is measured', unit: 'Wh/km', factor: 1, min: 0, max: 1000, step: 1 },
]

/** What alarms and prediction take for granted; a change runs every battery again. */
export function Thresholds({ store }: { store: LiveStore }) {
  const settings = store.settings.value
  return (
    <details class="group live-thresholds">
      <summary>Thresholds and assumptions</summary>
      <p class="hint">A change takes effect at once, also for what was before.</p>
      {fields.map(({ key, label, unit, factor, min, max, step }) => (
        <label key={key}>
          <span>{label}</span>
          <input
            type="number"
            min={min}
            max={max}
            step={step}
            value={Number((settings[key] * factor).toPrecision(6))}
            onChange={(event) => {
              const value = event.currentTarget.valueAsNumber
              if (value >= min && value <= max) store.change({ ...settings, [key]: value / factor })
              else event.currentTarget.value = String(Number((settings[key] * factor).toPrecision(6)))
            }}
          />
          <span class="unit">{unit}</span>
        </label>
      ))}
    </details>
  )
}
