import type { ErrorFigures, Judgement, SplitErrors, Target } from '../../ml/index.ts'
import { formatCount } from '../format.ts'
import { sayFeature, sayFigure, sayGroup, sayPercent, type Judged } from './words.ts'

const judged: readonly { readonly key: Judged; readonly label: string }[] = [
  { key: 'net', label: 'Net' },
  { key: 'oneFeature', label: 'One feature' },
  { key: 'straightLine', label: 'Straight line' },
]

/** Errors of net, one-feature line and straight line on the same rows, split by split. */
export function ErrorTable({ judgement: { splits, oneFeature }, target, cells }: { judgement: Judgement; target: Target; cells: string }) {
  return (
    <div class="sideways learn-table" role="region" aria-label="Errors" tabIndex={0}>
      <table>
        <caption>
          Errors in {target.unit === 'd' ? 'days' : target.unit || 'the target’s unit'}: root mean square, mean size, mean share of the
          truth. The smallest root mean square of a row is marked.{oneFeature !== null && ` One feature: ${sayFeature(oneFeature)}.`}
        </caption>
        <thead>
          <tr>
            <th scope="col" rowSpan={2}>
              Split
            </th>
            <th scope="col" rowSpan={2} class="number">
              {cells === 'cells' ? 'Cells' : 'Batteries'}
            </th>
            {judged.map(({ key, label }) => (
              <th scope="colgroup" colSpan={3} key={key} class="learn-group">
                {label}
              </th>
            ))}
          </tr>
          <tr>
            {judged.flatMap(({ key }) =>
              ['RMSE', 'MAE', '%'].map((name) => (
                <th scope="col" class="number" key={key + name}>
                  {name}
                </th>
              )),
            )}
          </tr>
        </thead>
        <tbody>
          {splits.map((split) => (
            <Row key={split.name} split={split} target={target} />
          ))}
        </tbody>
      </table>
    </div>
  )
}

function Row({ split, target }: { split: SplitErrors; target: Target }) {
  const least = Math.min(...judged.map(({ key }) => split[key]?.rmse ?? Infinity))
  return (
    <tr>
      <th scope="row">{sayGroup(split)}</th>
      <td class="number count">
        {formatCount(split.cells)}
        {split.rows !== split.cells && <span class="note">{formatCount(split.rows)} rows</span>}
      </td>
      {judged.map(({ key }) => (
        <Figures key={key} figures={split[key]} target={target} isBest={split[key]?.rmse === least} />
      ))}
    </tr>
  )
}

function Figures({ figures, target, isBest }: { figures: ErrorFigures | null; target: Target; isBest: boolean }) {
  if (figures === null) {
    return (
      <td class="number count learn-none" colSpan={3}>
        no line to extend
      </td>
    )
  }
  const plain = { ...target, unit: '' }
  return (
    <>
      <td class={`number count ${isBest ? 'learn-best' : ''}`}>
        {isBest && <span aria-label="best">▸ </span>}
        {sayFigure(figures.rmse, plain)}
      </td>
      <td class="number count">{sayFigure(figures.mae, plain)}</td>
      <td class="number count">{sayPercent(figures)}</td>
    </>
  )
}
