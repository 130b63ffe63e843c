import { useSignal } from '@preact/signals'
import { useId } from 'preact/hooks'
import { HistoryForm, HistoryRow } from '../history-form.tsx'
import type { History } from '../state/index.ts'
import type { LearnStore } from './learn-store.ts'
import type { LearnSource } from './learn-types.ts'
import { sayFeature } from './words.ts'
import { defaultSettings, readHidden, settingFields, type LearnSettings, type SettingField } from './settings.ts'

/** How is trained, with a past of its own. */
export function SettingsForm({ store }: { store: LearnStore }) {
  const history = store.settings.value
  const source = store.source.value
  if (history === null || source === null) {
    return (
      <aside class="learn-settings" aria-label="Settings">
        <h2>Settings</h2>
        <p class="hint">They appear with the data: which figures the net sees, how large it is, how long it trains.</p>
      </aside>
    )
  }
  const defaults = defaultSettings(source)
  return (
    <HistoryForm history={history} class="learn-settings" label="Settings">
      <HistoryRow history={history} step="setting" usual={defaults} />
      <FeatureChoice history={history} source={source} store={store} />
      <HiddenField history={history} store={store} />
      {settingFields.map((field) => (
        <NumberField key={field.key} field={field} history={history} store={store} source={source} usual={defaults[field.key]} />
      ))}
    </HistoryForm>
  )
}

interface PartProps {
  readonly history: History<LearnSettings>
  readonly store: LearnStore
}

function FeatureChoice({ history, source, store }: PartProps & { source: LearnSource }) {
  const { features } = history.value.value
  const toggle = (name: string, isOn: boolean) =>
    history.change({
      ...history.value.peek(),
      features: source.features.map((one) => one.name).filter((one) => (one === name ? isOn : features.includes(one))),
    })
  return (
    <fieldset class="learn-features">
      <legend>The net sees</legend>
      {source.features.map(({ name, unit, meaning }) => (
        <label key={name} title={name}>
          <input type="checkbox" checked={features.includes(name)} onChange={(event) => toggle(name, event.currentTarget.checked)} />
          <span>
            {sayFeature({ name, unit, meaning })} {unit !== '' && unit !== '1' && <span class="dim">{unit}</span>}
          </span>
        </label>
      ))}
      <SettingProblems store={store} name="features" />
    </fieldset>
  )
}

function HiddenField({ history, store }: PartProps) {
  const id = useId()
  const typed = useSignal<string | null>(null)
  const shown = history.value.value.hidden.map((units) => (Number.isNaN(units) ? '' : String(units))).join(', ')
  return (
    <div class="field" data-setting="hidden">
      <div class="field-row">
        <label for={id}>Hidden units, layer by layer</label>
        <input
          id={id}
          type="text"
          class="value-text"
          autocomplete="off"
          size={10}
          aria-describedby={`${id}-hint`}
          aria-invalid={isWrong(store, 'hidden')}
          value={typed.value ?? shown}
          onInput={(event) => {
            typed.value = event.currentTarget.value
            history.change({ ...history.value.peek(), hidden: readHidden(event.currentTarget.value) }, 'hidden')
          }}
          onBlur={() => {
            if (!isWrong(store, 'hidden')) typed.value = null
            history.seal()
          }}
        />
      </div>
      <p class="hint" id={`${id}-hint`}>
        Size of the net, for example 16, 16. Small tables want small nets.
      </p>
      <SettingProblems store={store} name="hidden" />
    </div>
  )
}

function NumberField({ field, history, store, source, usual }: PartProps & { field: SettingField; source: LearnSource; usual: number }) {
  const id = useId()
  const typed = useSignal<string | null>(null)
  const { key, label, unit, scale, meaning } = field
  const value = history.value.value[key]
  const shown = Number.isNaN(value) ? '' : String(Number((value * scale).toPrecision(10)))
  const isGiven = key === 'testFrac' && source.hasOwnSplit
  const take = (text: string) => {
    typed.value = text
    const number = text.trim() === '' ? NaN : Number(text.replace(',', '.')) / scale
    history.change({ ...history.value.peek(), [key]: Number.isNaN(number) ? number : Number(number.toPrecision(12)) }, key)
  }
  return (
    <div class={`field ${value === usual ? '' : 'edited'}`} data-setting={key}>
      <div class="field-row">
        <label for={id}>{label}</label>
        <input
          id={id}
          type="text"
          class="value-number"
          inputMode="decimal"
          autocomplete="off"
          disabled={isGiven}
          size={Math.max(4, (typed.value ?? shown).length + 1)}
          aria-describedby={`${id}-hint`}
          aria-invalid={isWrong(store, key)}
          value={isGiven ? '–' : (typed.value ?? shown)}
          onInput={(event) => take(event.currentTarget.value)}
          onBlur={() => {
            if (!isWrong(store, key)) typed.value = null
            history.seal()
          }}
        />
        {unit !== '' && !isGiven && <span class="field-unit">{unit}</span>}
      </div>
      <p class="hint" id={`${id}-hint`}>
        {isGiven ? 'The files say which cells are for the test' : meaning}.
      </p>
      <SettingProblems store={store} name={key} />
    </div>
  )
}

function isWrong(store: LearnStore, name: string): boolean {
  return store.settingProblems.value.some(({ place }) => place === `settings.${name}`)
}

function SettingProblems({ store, name }: { store: LearnStore; name: string }) {
  return (
    <>
      {store.settingProblems.value
        .filter(({ place }) => place === `settings.${name}`)
        .map(({ remedy }) => (
          <p class="field-problem" role="alert" key={remedy}>
            {remedy}
          </p>
        ))}
    </>
  )
}
