import { useSignal } from '@preact/signals'
import { targetUnits } from '../../ml/index.ts'
import type { TableMapping } from '../../ml/index.ts'
import type { LearnStore } from './learn-store.ts'
import type { TableColumns } from './learn-types.ts'

const unitWords = { cycles: 'cycles', d: 'days', other: 'another unit' } as const

/** Which column of a table is what; every change reads the table again. */
export function MappingForm({ store, columns: { place, names, numeric, mapping } }: { store: LearnStore; columns: TableColumns }) {
  // It opens by itself once: whoever maps by keyboard keeps the place when the table is read at last.
  const isOpen = useSignal(store.hasFailed.peek())
  const change = (part: Partial<TableMapping>) => void store.map({ ...mapping, ...part })
  const features = numeric.filter((name) => ![mapping.target, mapping.cell, mapping.split].includes(name))
  const toggle = (name: string, isOn: boolean) =>
    change({ features: features.filter((one) => (one === name ? isOn : mapping.features.includes(one))) })
  return (
    <details class="card learn-mapping" open={isOpen.value} onToggle={(event) => (isOpen.value = event.currentTarget.open)}>
      <summary>Columns of {place}</summary>
      <div class="learn-mapping-fields">
        <Choice label="Cell" value={mapping.cell} choices={names} none="each row is a cell" onChoose={(cell) => change({ cell })} />
        <Choice
          label="Predicted"
          value={mapping.target}
          choices={numeric}
          none="choose one"
          onChoose={(target) => change({ target, features: mapping.features.filter((name) => name !== target) })}
        />
        <label>
          <span>in</span>
          <select
            aria-label="Unit of what is predicted"
            value={mapping.targetUnit}
            onChange={(event) => change({ targetUnit: event.currentTarget.value as TableMapping['targetUnit'] })}
          >
            {targetUnits.map((unit) => (
              <option key={unit} value={unit}>
                {unitWords[unit]}
              </option>
            ))}
          </select>
        </label>
        <Choice label="Split" value={mapping.split} choices={names} none="by the seed" onChoose={(split) => change({ split })} />
      </div>
      <fieldset class="learn-features">
        <legend>Predicted from</legend>
        {features.map((name) => (
          <label key={name}>
            <input
              type="checkbox"
              checked={mapping.features.includes(name)}
              onChange={(event) => toggle(name, event.currentTarget.checked)}
            />
            {name}
          </label>
        ))}
      </fieldset>
      <p class="hint">
        Rows of one cell stay together. Take out whatever is only known once the cell has ended: it would give the answer away.
      </p>
    </details>
  )
}

interface ChoiceProps {
  readonly label: string
  readonly value: string
  readonly choices: readonly string[]
  readonly none: string
  readonly onChoose: (value: string) => void
}

function Choice({ label, value, choices, none, onChoose }: ChoiceProps) {
  return (
    <label>
      <span>{label}</span>
      <select aria-label={label} value={value} onChange={(event) => onChoose(event.currentTarget.value)}>
        <option value="">{none}</option>
        {choices.map((name) => (
          <option key={name} value={name}>
            {name}
          </option>
        ))}
      </select>
    </label>
  )
}
