import { signal } from '@preact/signals'
import { render } from 'preact'
import type { Parsed } from '../data/columns/index.ts'
import { parseAddress, type AddressView } from './address.ts'
import { App } from './app.tsx'
import { ProblemList } from './problem-list.tsx'
import { openRunPool } from './run-pool.ts'
import type { Notice } from './shell/index.ts'
import { createWorkbench, driveClock, followEdits, keepView, planOpening, playWhenReady, readSession, tidyFolders } from './state/index.ts'
import { followTheme } from './theme.ts'
import { openModelVault, openReplicationVault, openRunFolders, openRunVault } from './vault/index.ts'
import './theme.css'

followTheme()
const root = document.getElementById('app')!
open(parseAddress(location.search))

function open({ value: view, problems }: Parsed<AddressView>): void {
  if (view === null) return render(<ProblemList problems={problems} />, root)
  const opening = planOpening(view, readSession(), location.search)
  if (opening.problems.length > 0) return render(<ProblemList problems={opening.problems} />, root)
  const notice = signal<Notice | null>(opening.notice)
  const pool = openRunPool((text) => (notice.value = { text, canGoOn: false }))
  const vaults = { vault: openRunVault(), models: openModelVault(), replications: openReplicationVault() }
  const bench = createWorkbench(pool.own, view, opening.drafts, { ...vaults, aside: pool.aside, crew: pool })
  render(<App bench={bench} notice={notice} />, root)
  driveClock(bench.clock)
  followEdits(bench)
  bench.ownData.follow()
  keepView(bench)
  playWhenReady(bench, view.timeMs !== undefined || matchMedia('(prefers-reduced-motion: reduce)').matches)
  void bench.city.generate(opening.cityPlan)
  tidyFolders(bench.runList, openRunFolders(), bench.span.listBegun)
  if (opening.notice?.canGoOn !== true) void bench.runs.start()
}
