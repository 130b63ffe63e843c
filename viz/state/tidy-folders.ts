import { effect } from '@preact/signals'
import type { RunFolders, StoredRun } from '../vault/index.ts'
import type { RunList } from './run-list.ts'

const dayMs = 86_400_000

/**
 * Frees the checkpoints of runs that are gone: when a run was deleted and can be put back no more, and at the start what is left of runs that came to no end.
 * `listWanted` names those that are under way without being in the list.
 */
export function tidyFolders(runList: RunList, folders: Promise<RunFolders | null>, listWanted: () => readonly string[]): () => void {
  void clear(runList, folders, listWanted)
  let before: StoredRun | null = null
  return effect(() => {
    const [gone, { value: now }] = [before, runList.deleted]
    before = now
    if (gone !== null && gone !== now && !runList.runs.peek().some(({ id }) => id === gone.id))
      void folders.then((all) => all?.remove(gone.id))
  })
}

async function clear({ runs, whenRead }: RunList, folders: Promise<RunFolders | null>, listWanted: () => readonly string[]): Promise<void> {
  await whenRead
  const ids = new Set([...runs.peek().map(({ id }) => id), ...listWanted()])
  await (await folders)?.keepOnly(ids, Date.now() - dayMs)
}
