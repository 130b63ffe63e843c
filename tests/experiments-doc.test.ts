import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { parse, parseAllDocuments } from 'yaml'
import { parseCall } from '../cli/args.ts'
import { commands } from '../cli/commands.ts'

/*
 * Compose and Kubernetes files that docs/experiments.md shows: no container engine runs here, but what they say to voltwin must be what it takes, and their parts must name
 * each other rightly.
 */
const blocks = [...readFileSync('docs/experiments.md', 'utf8').matchAll(/```yaml\n([\s\S]*?)```/g)].map(([, text]) => text)

interface Mount {
  readonly name: string
  readonly mountPath: string
}
interface Container {
  readonly command: readonly string[]
  readonly volumeMounts: readonly Mount[]
  readonly env?: unknown
}
interface Job {
  readonly kind: string
  readonly spec: {
    readonly template: {
      readonly spec: { readonly containers: readonly Container[]; readonly volumes: readonly { readonly name: string }[] }
    }
  }
}
interface Service {
  readonly command?: string
  readonly volumes?: readonly string[]
  readonly depends_on?: readonly string[]
  readonly environment?: unknown
}

/** What voltwin is called with, or `null` where something else is started. */
function wordsOf(command: readonly string[]): readonly string[] | null {
  const at = command.indexOf('bin/voltwin.mjs')
  return at < 0 ? null : command.slice(at + 1)
}

/** Paths that a call uses are below a mounted folder. */
function expectMounted(words: readonly string[], mounts: readonly string[]): void {
  for (const path of words.filter((word) => word.startsWith('/')))
    expect([path, mounts.some((mount) => `${path}/`.startsWith(`${mount}/`))]).toEqual([path, true])
}

describe('the files of docs/experiments.md', () => {
  test('compose: calls that voltwin takes, services and volumes that are there, no environment that nobody reads', () => {
    const { services, volumes } = parse(blocks[0]) as { services: Record<string, Service>; volumes: Record<string, unknown> }
    const calls = Object.values(services).flatMap(({ command, ...service }) => {
      const words = command === undefined ? null : wordsOf(command.split(' '))
      return words === null ? [] : [{ words, ...service }]
    })
    expect(calls.map(({ words }) => words[0]).toSorted()).toEqual(['sweep', 'worker'])
    for (const { words, volumes: mounts = [], depends_on: needed = [], environment } of calls) {
      expect(parseCall(words, commands).problems).toEqual([])
      expect(environment).toBeUndefined()
      expect(needed.filter((name) => !(name in services))).toEqual([])
      const [named, places] = [mounts.map((mount) => mount.split(':')[0]), mounts.map((mount) => mount.split(':')[1])]
      expect(named.filter((name) => !name.startsWith('.') && !(name in volumes))).toEqual([])
      expectMounted(words, places)
      // The address of Redis is the service's name.
      expect(Object.keys(services)).toContain(new URL(words[words.indexOf('--redis') + 1]).hostname)
    }
  })

  test('Kubernetes: calls that voltwin takes, and mounts that are there', () => {
    const jobs = parseAllDocuments(blocks[1]).map((document) => document.toJS() as Job)
    expect(jobs.map(({ kind }) => kind)).toEqual(['Job', 'Job'])
    for (const { spec } of jobs) {
      const { containers, volumes } = spec.template.spec
      for (const { command, volumeMounts, env } of containers) {
        const words = wordsOf(command)!
        expect(parseCall(words, commands).problems).toEqual([])
        expect(env).toBeUndefined()
        expect(volumeMounts.filter(({ name }) => !volumes.some((volume) => volume.name === name))).toEqual([])
        expectMounted(
          words,
          volumeMounts.map(({ mountPath }) => mountPath),
        )
      }
    }
  })
})
