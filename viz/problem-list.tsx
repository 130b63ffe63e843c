import type { Problem } from '../data/columns/index.ts'

/** What cannot be taken, where, and what to do about it. */
export function ProblemList({ problems }: { problems: readonly Problem[] }) {
  return (
    <ul class="message bad" role="alert">
      {problems.map(({ place, value, remedy }) => (
        <li key={`${place} ${value}`}>
          <b>{place}</b> {value && <code>{value}</code>} {remedy}
        </li>
      ))}
    </ul>
  )
}
