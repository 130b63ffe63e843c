import type { Signal } from '@preact/signals'
import { formatCount, formatDifference, formatHalfWidth, formatQuantity, showsNothing, type Quantity } from '../format.ts'
import type { FigurePair, Verdict } from './pair.ts'

/** A word and a sign beside the colour. */
const verdicts: Readonly<Record<Verdict, { readonly word: string; readonly tone: string }>> = {
  better: { word: '▲ better', tone: 'good' },
  worse: { word: '▼ worse', tone: 'bad' },
  equal: { word: '= equal', tone: 'calm' },
  other: { word: '≠ other', tone: 'calm' },
  // It breaks where the column is narrow.
  undecided: { word: '≈ not distin\u00adguishable', tone: 'calm' },
  unknown: { word: 'unknown', tone: 'calm' },
}

/** What differs by less than can be seen. */
const alike = { word: '≈ alike', tone: 'calm' }

/** All key figures of both runs, or their means over `pairs` pairs of runs. The name of one puts it on the plot. */
export function FigureTable({ figures, pairs, kpi }: { figures: readonly FigurePair[]; pairs: number | null; kpi: Signal<string> }) {
  return (
    <div class="table-frame" role="region" aria-label="Key figures of both runs" tabIndex={0}>
      <table class="figures">
        <caption>
          {pairs === null ? 'Key figures of both runs' : `Means of ${pairs} runs each, and of their differences with 95 % intervals`}; the
          name of one puts it on the plot above
        </caption>
        <thead>
          <tr>
            <th scope="col">Key figure</th>
            <th scope="col" class="number">
              A
            </th>
            <th scope="col" class="number">
              B
            </th>
            <th scope="col" class="number">
              B − A
            </th>
            <th scope="col">B is</th>
            <th scope="col" class="number wide-only">
              n of A
            </th>
            <th scope="col" class="number wide-only">
              n of B
            </th>
          </tr>
        </thead>
        <tbody>
          {figures.map((figure) => (
            <FigureRow
              key={figure.kpi.id}
              figure={figure}
              isShown={kpi.value === figure.kpi.id}
              onShow={() => (kpi.value = figure.kpi.id)}
            />
          ))}
        </tbody>
      </table>
    </div>
  )
}

/** Half the width of the interval; its unit only where it is another than the difference's. */
function Spread({ spread, unit }: { spread: Quantity; unit: string }) {
  return (
    <span class="spread">
      {spread.number} {spread.unit !== unit && <small>{spread.unit}</small>}
    </span>
  )
}

function FigureRow({ figure, isShown, onShow }: { figure: FigurePair; isShown: boolean; onShow: () => void }) {
  const { kpi, difference, verdict } = figure
  const change = formatDifference(difference, kpi.unit, figure.b)
  const spread = figure.halfWidth === null ? null : formatHalfWidth(figure.halfWidth, kpi.unit, figure.b)
  const { word, tone } = verdict !== 'equal' && verdict !== 'undecided' && showsNothing(change) ? alike : verdicts[verdict]
  return (
    <tr data-figure={kpi.id}>
      <th scope="row">
        <button
          type="button"
          class="link"
          aria-pressed={isShown}
          title={`${kpi.meaning}; n counts ${kpi.counts}: ${formatCount(figure.nA)} in A, ${formatCount(figure.nB)} in B`}
          onClick={onShow}
        >
          {kpi.label}
        </button>
      </th>
      <Amount value={figure.a} unit={kpi.unit} />
      <Amount value={figure.b} unit={kpi.unit} />
      <td class={`number change ${tone}`}>
        {change.number} <small>{change.unit}</small>
        {spread !== null && <Spread spread={spread} unit={change.unit} />}
      </td>
      <td class={`verdict ${tone}`}>{word}</td>
      <td class="number count wide-only">{formatCount(figure.nA)}</td>
      <td class="number count wide-only">{formatCount(figure.nB)}</td>
    </tr>
  )
}

function Amount({ value, unit }: { value: number | null; unit: string }) {
  const { number, unit: words } = formatQuantity(value, unit)
  return (
    <td class="number">
      {number} <small>{words}</small>
    </td>
  )
}
