import { spawnSync } from 'node:child_process'
import { mkdirSync, writeFileSync } from 'node:fs'

/** Name of a check and the commands that must all succeed, each a package's program with its arguments. */
const checks: Readonly<Record<string, readonly (readonly string[])[]>> = {
  format: [['oxfmt', '--check']],
  lint: [['oxlint']],
  types: [['tsc', '-b']],
  unused: [['knip']],
  size: [['vite', 'build', '--logLevel', 'warn'], ['size-limit']],
}

const wanted = process.argv.slice(2)
const unknown = wanted.filter((name) => !(name in checks))
if (unknown.length > 0) {
  console.error(`no check is called ${unknown.join(', ')}: choose from ${Object.keys(checks).join(', ')}`)
  process.exit(2)
}

const counts = { passed: 0, failed: 0 }
for (const [name, commands] of Object.entries(checks)) {
  if (wanted.length > 0 && !wanted.includes(name)) continue
  const start = performance.now()
  const hasPassed = commands.every(([program, ...options]) => run(program, options))
  counts[hasPassed ? 'passed' : 'failed']++
  console.log(`check ${name}: ${hasPassed ? 'passed' : 'FAILED'} (${((performance.now() - start) / 1000).toFixed(1)} s)`)
}
mkdirSync('.build', { recursive: true })
writeFileSync('.build/checks.json', JSON.stringify(counts))
process.exitCode = counts.failed > 0 ? 1 : 0

function run(program: string, options: readonly string[]): boolean {
  return (
    spawnSync('npm', ['exec', '--no', '--', program, ...options], { stdio: 'inherit', shell: process.platform === 'win32' }).status === 0
  )
}
