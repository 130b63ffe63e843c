/**
 * The walls of the house as lint rules (see the design's table of rooms): who may import whom, where each library lives, and which
 * mathematics keeps its bits on every engine. The compiler holds the rest (project references, no DOM and no timers in pure rooms).
 */
import path from 'node:path'

const ranks = { data: 0, sim: 1, twin: 2, optimize: 3, ml: 3, scenarios: 4, viz: 5, cli: 5, tests: 6, bench: 6, tools: 6, bin: 6 }
const pureRooms = /^(data\/columns|sim|twin|optimize|ml(?!\/train\/)|scenarios)\//
const testFile = /\.(test|bench)\.tsx?$/
const door = /\.(worker|node-worker)\.ts$/
const doorOrClient = /\.(worker|node-worker)\.ts$|-client\.ts$/
const outside = /^(tests|bench|tools|bin|\.ci)\/|^[^/]+$/

/** Package → files that may import it. A package without a row has no home yet and may be imported nowhere but in tests. */
const homes = [
  [/^@duckdb\//, /^data\/store\//],
  [/^apache-arrow$/, /^data\//],
  [/^hyparquet(-writer)?$/, /^data\//],
  [/^comlink(\/|$)/, doorOrClient],
  [/^(pbf|fflate)$/, /^(data|twin\/city)\//],
  [/^preact(\/|$)|^@preact\//, /^viz\//],
  [/^(@deck\.gl\/|@luma\.gl\/|three(\/|$)|maplibre-gl)/, /^viz\//],
  [/^@tensorflow\//, /^ml\/train\//],
  [/^(highs|javascript-lp-solver)$/, /^optimize\//],
  [/^(bullmq|ioredis)$/, /^cli\//],
  [/^node:/, /^(cli|data\/store\/node)|\.node-worker\.ts$/],
]

const allowedMath = new Set(
  'abs floor ceil trunc round min max sqrt sign imul clz32 fround E LN10 LN2 LOG10E LOG2E PI SQRT1_2 SQRT2'.split(' '),
)
const forbiddenNames = new Set(['Date', 'Intl', 'performance', 'console'])
const mathRemedy = 'its bits or its order differ between engines: use sim/math, sim/random or whole milliseconds'

const placeOf = (context) => path.relative(context.cwd, context.filename).split(path.sep).join('/')

function judgeRelative(place, wanted) {
  const target = path.posix.normalize(path.posix.join(path.posix.dirname(place), wanted.replace(/\?.*$/, '')))
  const [room, targetRoom] = [place.split('/')[0], target.split('/')[0]]
  if (!target.includes('/') || outside.test(place)) return null
  if (room !== targetRoom && !(ranks[targetRoom] < ranks[room])) return `${room} may not import ${targetRoom}: import only from lower ranks`
  if (targetRoom === 'data' && pureRooms.test(place) && !target.startsWith('data/columns/'))
    return 'a pure room may import only data/columns of data'
  // The command line loads each command from its own file, so that one does not wait for another's libraries.
  const isOwnCommand = room === 'cli' && targetRoom === 'cli'
  const isNear = `${path.posix.dirname(place)}/`.startsWith(`${path.posix.dirname(target)}/`)
  const isFace = path.posix.basename(target) === 'index.ts' || target === 'sim/assert.ts' || !/\.tsx?$/.test(target)
  return isNear || isOwnCommand || isFace || testFile.test(place) || door.test(place)
    ? null
    : 'another folder is entered only through its index.ts'
}

function judgePackage(place, name) {
  if (outside.test(place) || testFile.test(place)) return null
  const home = homes.find(([packages]) => packages.test(name))
  if (!home) return `${name} has no home: give it one in tools/lint/walls.mjs`
  return home[1].test(place) ? null : `${name} may not be imported here: its home is ${home[1].source}`
}

const layers = {
  create(context) {
    const place = placeOf(context)
    const check = (node) => {
      const wanted = node.source?.value
      if (typeof wanted !== 'string') return
      const message = wanted.startsWith('.') ? judgeRelative(place, wanted) : judgePackage(place, wanted)
      if (message) context.report({ node, message })
    }
    return { ImportDeclaration: check, ExportNamedDeclaration: check, ExportAllDeclaration: check, ImportExpression: check }
  },
}

const portable = {
  create(context) {
    const place = placeOf(context)
    if (!pureRooms.test(place) || testFile.test(place) || door.test(place)) return {}
    const report = (node, what) => context.report({ node, message: `${what} is forbidden in pure rooms; ${mathRemedy}` })
    const checkPower = (node) => node.operator.startsWith('**') && report(node, node.operator)
    return {
      BinaryExpression: checkPower,
      AssignmentExpression: checkPower,
      MemberExpression(node) {
        const name = node.computed ? node.property.value : node.property.name
        if (node.object.name === 'Math' && !allowedMath.has(name)) report(node, `Math.${name ?? '[…]'}`)
        if (typeof name === 'string' && /^(toLocale\w*|localeCompare)$/.test(name)) report(node, name)
      },
      VariableDeclarator(node) {
        if (node.init?.name === 'Math') report(node, 'taking Math apart')
      },
      Identifier(node) {
        const { parent } = node
        const isLabel = (parent.property === node || parent.key === node) && !parent.computed && !parent.shorthand
        if (forbiddenNames.has(node.name) && !isLabel) report(node, node.name)
      },
    }
  },
}

const plugin = { meta: { name: 'walls' }, rules: { layers, portable } }
export default plugin
