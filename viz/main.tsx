import { render } from 'preact'
import { parseAddress } from './address.ts'
import { App } from './app.tsx'
import { ProblemList } from './problem-list.tsx'
import { openRunClient } from './run-client.ts'
import { createRunStore } from './run-store.ts'
import { followTheme } from './theme.ts'
import './theme.css'

// The page works without the door as long as the room behind it is being built; it then says so.
const doors = import.meta.glob<new () => Worker>('./run.worker.ts', { query: '?worker', import: 'default', eager: true })
const RunWorker = doors['./run.worker.ts']

followTheme()
const root = document.getElementById('app')!
const { value: request, problems } = parseAddress(location.search)

if (request === null) {
  render(<ProblemList problems={problems} />, root)
} else if (RunWorker === undefined) {
  render(<p class="absence">This build holds no engine yet.</p>, root)
} else {
  const store = createRunStore(openRunClient(new RunWorker()), request)
  render(<App store={store} />, root)
  void store.start()
}
