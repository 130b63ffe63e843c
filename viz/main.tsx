import { render } from 'preact'
import { parseAddress } from './address.ts'
import { App } from './app.tsx'
import { ProblemList } from './problem-list.tsx'
import { openRunClient } from './run-client.ts'
import { createRunStore } from './run-store.ts'
import { followTheme } from './theme.ts'
import './theme.css'

followTheme()
const root = document.getElementById('app')!
const { value: request, problems } = parseAddress(location.search)

if (request === null) {
  render(<ProblemList problems={problems} />, root)
} else {
  const worker = new Worker(new URL('./run.worker.ts', import.meta.url), { type: 'module', name: 'run' })
  const store = createRunStore(openRunClient(worker), request)
  render(<App store={store} />, root)
  void store.start()
}
