import { listLeaves, sourceOf, unitOf, world } from '../descriptor/index.ts'
import type { Leaf } from '../descriptor/index.ts'
import { loadScenario } from '../load/index.ts'
import type { LoadedScenario } from '../load/index.ts'
import { libraryNames, resolveLibrary } from './files.ts'

/*
 * The tables of `docs/baseline.md`. They are made from the library's files and the descriptors, and a test compares them with the page,
 * so that page, files and engine cannot say different things.
 */

/** Every figure of the baseline, by room, and what each other scenario changes: Markdown. */
export function describeBaseline(): string {
  const leaves = listLeaves(loadLibrary('baseline').file)
  const rooms = Object.entries(world.children)
  const single = leaves.filter(({ path }) => !path.includes('.'))
  const sections = rooms.filter(([, node]) => node.kind === 'group' || node.kind === 'list')
  const tables = sections.map(([key, node]) =>
    section(
      key,
      node.meaning,
      leaves.filter(({ path }) => path.startsWith(`${key}.`)),
    ),
  )
  return [section('run', 'Start, length and luck', single), ...tables, describeLibrary()].join('\n\n')
}

function section(title: string, meaning: string, leaves: readonly Leaf[]): string {
  const rows = leaves.map(({ path, value, field }) => {
    const source = sourceOf(path) ?? field.source
    const key = source.key === '' ? '' : ` \`${source.key}\``
    return `| \`${path}\` | ${formatValue(value)} | ${unitOf(field)} | ${field.meaning} | ${source.confidence} | ${source.text}${key} |`
  })
  const head = ['| key | value | unit | meaning | confidence | source |', '| --- | --- | --- | --- | --- | --- |']
  return [`### ${title}`, '', `${meaning}.`, '', ...(rows.length > 0 ? [...head, ...rows] : ['Empty in the baseline.'])].join('\n')
}

function describeLibrary(): string {
  const rows = libraryNames.slice(1).map((name) => {
    const { description, difference } = loadLibrary(name)
    const changes = difference.map(({ path, base, value }) => `\`${path}\` ${formatValue(base)} → ${formatValue(value)}`)
    return `| \`${name}\` | ${description} | ${changes.join('<br>')} |`
  })
  return [
    '### library',
    '',
    'What each scenario changes in the baseline.',
    '',
    '| scenario | what if | changes |',
    '| --- | --- | --- |',
    ...rows,
  ].join('\n')
}

function formatValue(value: Leaf['value']): string {
  return typeof value === 'string' ? value : JSON.stringify(value).replaceAll(',', ', ').replaceAll('null', '—')
}

function loadLibrary(name: string): LoadedScenario {
  const { value, problems } = loadScenario(resolveLibrary(name) ?? '', { resolve: resolveLibrary, self: name })
  if (value === null) throw new Error(`${name}: ${problems[0].place}: ${problems[0].remedy}`)
  return value
}
