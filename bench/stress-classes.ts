import { loadScenario, resolveLibrary } from '../scenarios/index.ts'
import { generateCity, layOut } from '../twin/index.ts'
import { classErrors } from '../twin/class-error.ts'

/*
 * What the twin's stress classes cost: capacity by classes − capacity by each day's own use and hours, at the end of ten years or where a battery is worn out
 * (0.6) before: `npx tsx bench/stress-classes.ts`. Batteries of the baseline, each with its own luck of use.
 */
const { value } = loadScenario(resolveLibrary('baseline')!, { resolve: resolveLibrary, self: 'baseline' })
if (value === null) throw new Error('the baseline does not load')
const rows = classErrors(layOut(value.spec, generateCity()), { years: 10, batteries: 40, lowestSohFrac: 0.6 })
console.log('| segment | largest | mean | capacity at the end, mean |\n| --- | ---: | ---: | ---: |')
for (const { segment, largest, mean, sohFrac } of rows)
  console.log(`| ${segment} | ${largest.toPrecision(2)} | ${mean.toPrecision(2)} | ${sohFrac.toFixed(3)} |`)
