import { execFile } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import type { Lived } from '../../tests/reference-run.ts'
import { findNode } from './node-programs.ts'
import { mostMs, type OpenPlace, type Place } from './place.ts'
import { sourceScript } from './threads.ts'

const run = promisify(execFile)
const boot = fileURLToPath(new URL('./node-boot.mjs', import.meta.url))

/** A line of Node, in a process of its own. `minified` is the bundle of `buildThread`. */
export function nodePlace(line: number, minified: URL): Place {
  return {
    id: `node${line}`,
    name: `Node ${line}`,
    open: async () => {
      const found = findNode(line)
      return typeof found === 'string' ? found : openNode(found.program, minified)
    },
  }
}

async function openNode(program: string, minified: URL): Promise<OpenPlace> {
  const { stdout } = await run(program, ['--version'])
  return {
    version: stdout.trim().slice(1),
    live: async (build, way) => {
      const script = build === 'plain' ? sourceScript : minified
      const answer = await run(program, [boot, script.href, JSON.stringify(way)], { maxBuffer: 1e8, timeout: mostMs })
      return JSON.parse(answer.stdout) as Lived[]
    },
    close: async () => undefined,
  }
}
