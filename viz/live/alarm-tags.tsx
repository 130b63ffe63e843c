import { AlarmKind } from '../../twin/live/index.ts'
import { alarmWords } from './words.ts'

export const alarmKinds: readonly number[] = [AlarmKind.divergence, AlarmKind.temperature, AlarmKind.silence]

/** Alarms of a battery as words: filled where nobody has acknowledged them. */
export function AlarmTags({ bits }: { bits: number }) {
  return (
    <>
      {alarmKinds
        .filter((kind) => ((bits >> kind) & 17) !== 0)
        .map((kind) => {
          const isNew = (bits & (1 << kind)) !== 0
          const isOver = (bits & (16 << kind)) === 0
          const word = alarmWords[kind]
          const state = `${word}${isOver ? ', over' : ''}${isNew ? '' : ', acknowledged'}`
          return (
            <span key={kind} class={`live-tag tag-${word} ${isNew ? 'is-new' : ''}`} title={state}>
              <span aria-hidden="true">{word.slice(0, 3)}</span>
              <span class="unseen">{state}</span>
            </span>
          )
        })}
    </>
  )
}
