import type { LiveLook } from './live-types.ts'
import { Verdict } from '../../twin/live/index.ts'
import { chargeText, momentText } from './words.ts'

const [widthPx, heightPx] = [340, 150]

interface CurveProps {
  readonly look: LiveLook
  readonly zone: string
  readonly watermarkMs: number
}

/** Measured against predicted charge of one battery: dots and a line with its band of two standard deviations; crosses were refused; gaps stay open. */
export function ChargeCurve({ look, zone, watermarkMs }: CurveProps) {
  const { curve, forecast, curveFromMs, curveToMs } = look
  if (curve === null) return null
  const x = (ms: number) => ((ms - curveFromMs) / Math.max(1, curveToMs - curveFromMs)) * widthPx
  const y = (frac: number) => heightPx * (1 - frac)
  const refused = pick(curve.verdict, (verdict) => verdict === Verdict.refused)
  const jumps = pick(curve.verdict, (verdict) => verdict === Verdict.jump)
  const measured = pick(curve.measuredFrac, (soc) => soc === soc).filter((at) => curve.verdict[at] !== Verdict.refused)
  const isDate = curveToMs - curveFromMs > 80_000_000
  return (
    <figure class="live-curve">
      <figcaption>
        <span class="key-measured">measured</span>
        <span class="key-predicted">predicted ± 2 sd</span>
        {refused.length > 0 && <span class="key-refused">refused</span>}
        {forecast !== null && <span class="key-forecast">forecast</span>}
      </figcaption>
      <div class="live-plot">
        <div class="live-axis" aria-hidden="true">
          <span>100 %</span>
          <span>50 %</span>
          <span>0 %</span>
        </div>
        <svg viewBox={`0 0 ${widthPx} ${heightPx}`} preserveAspectRatio="none" role="img" aria-label={describe(look)}>
          <path class="frame" d={`M0 0H${widthPx}M0 ${heightPx / 2}H${widthPx}M0 ${heightPx}H${widthPx}`} />
          <path class="band" d={bandOf(curve.timeMs, curve.predictedFrac, curve.sdFrac, x, y)} />
          {forecast !== null && <path class="band ahead" d={bandOf(forecast.timeMs, forecast.socFrac, forecast.sdFrac, x, y)} />}
          <path class="predicted" d={lineOf(curve.timeMs, curve.predictedFrac, x, y)} />
          {forecast !== null && <path class="ahead" d={lineOf(forecast.timeMs, forecast.socFrac, x, y)} />}
          <path
            class="measured"
            d={measured.map((at) => `M${x(curve.timeMs[at]).toFixed(1)} ${y(curve.measuredFrac[at]).toFixed(1)}h0`).join('')}
          />
          <path class="refused" d={refused.map((at) => crossAt(x(curve.timeMs[at]), y(curve.measuredFrac[at]))).join('')} />
          <path class="jump" d={jumps.map((at) => `M${x(curve.timeMs[at]).toFixed(1)} 0V${heightPx}`).join('')} />
          {forecast !== null && <path class="now" d={`M${x(watermarkMs).toFixed(1)} 0V${heightPx}`} />}
        </svg>
      </div>
      <div class="live-times" aria-hidden="true">
        <span>{momentText(zone, curveFromMs, isDate)}</span>
        <span>{momentText(zone, curveToMs, isDate)}</span>
      </div>
    </figure>
  )
}

function pick(values: ArrayLike<number>, isWanted: (value: number) => boolean): number[] {
  return Array.from({ length: values.length }, (_, at) => at).filter((at) => isWanted(values[at]))
}

function crossAt(x: number, y: number): string {
  return `M${(x - 3).toFixed(1)} ${(y - 3).toFixed(1)}l6 6m0 -6l-6 6`
}

/** Straight from value to value; NaN leaves a gap. */
function lineOf(timeMs: ArrayLike<number>, values: ArrayLike<number>, x: (ms: number) => number, y: (frac: number) => number): string {
  let path = ''
  let isGap = true
  for (let at = 0; at < values.length; at++) {
    const value = values[at]
    if (value === value) path += `${isGap ? 'M' : 'L'}${x(timeMs[at]).toFixed(1)} ${y(value).toFixed(1)}`
    isGap = value !== value
  }
  return path
}

/** Between two standard deviations below and above, span by span. */
function bandOf(
  timeMs: ArrayLike<number>,
  values: ArrayLike<number>,
  sds: ArrayLike<number>,
  x: (ms: number) => number,
  y: (frac: number) => number,
): string {
  let path = ''
  let from = 0
  const close = (to: number) => {
    if (to - from < 2) return
    const at = (sign: number) => (i: number) =>
      `${x(timeMs[i]).toFixed(1)} ${y(Math.min(1, Math.max(0, values[i] + sign * 2 * sds[i]))).toFixed(1)}`
    const span = Array.from({ length: to - from }, (_, i) => from + i)
    path += `M${span.map(at(1)).join('L')}L${span.toReversed().map(at(-1)).join('L')}Z`
  }
  for (let at = 0; at < values.length; at++) {
    if (values[at] === values[at]) continue
    close(at)
    from = at + 1
  }
  close(values.length)
  return path
}

/** The curve in one sentence, for who cannot see it. */
function describe({ curve, selected }: LiveLook): string {
  if (curve === null || selected === null) return 'No battery is chosen'
  const refused = curve.verdict.reduce((count, verdict) => count + (verdict === Verdict.refused ? 1 : 0), 0)
  const parts = [
    `measured ${chargeText(selected.measuredFrac)}`,
    `predicted ${chargeText(selected.predictedFrac)}`,
    `${refused} readings refused in this span`,
  ]
  return `Charge of ${selected.name}: ${parts.join(', ')}`
}
