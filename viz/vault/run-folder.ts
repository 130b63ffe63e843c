/**
 * Files of one run: its checkpoints, which a database of the browser would have to hold in memory. A file is there whole or not at all: what is broken off
 * while it is written leaves what was there before.
 */
export interface RunFolder {
  /** Names of its files, in code-unit order. */
  readonly list: () => Promise<readonly string[]>
  /** `null` where there is no such file, or it is damaged. */
  readonly read: (name: string) => Promise<ArrayBuffer | null>
  /** Rejects with the browser's reason where there is no room. */
  readonly write: (name: string, bytes: ArrayBuffer) => Promise<void>
}

/** Folders of runs, by the hash of their manifests. */
export interface RunFolders {
  /** The folder of a run, made where there is none. */
  readonly open: (id: string) => Promise<RunFolder>
  /** `null` where the run has none. */
  readonly find: (id: string) => Promise<RunFolder | null>
  readonly remove: (id: string) => Promise<void>
  /** Removes all folders but these and those that were written to since a moment, ms since 1970: another page may be at work in them. */
  readonly keepOnly: (ids: ReadonlySet<string>, sinceMs: number) => Promise<void>
}

const rootName = 'voltwin-checkpoints'

/** Folders in the browser's private file system; `null` where it gives none. */
export async function openRunFolders(): Promise<RunFolders | null> {
  try {
    return createFolders(await (await navigator.storage.getDirectory()).getDirectoryHandle(rootName, { create: true }))
  } catch {
    return null
  }
}

function createFolders(root: FileSystemDirectoryHandle): RunFolders {
  const remove = (id: string) => root.removeEntry(id, { recursive: true }).catch(() => undefined)
  return {
    open: async (id) => createFolder(await root.getDirectoryHandle(id, { create: true })),
    find: async (id) => {
      const folder = await root.getDirectoryHandle(id).catch(() => null)
      return folder && createFolder(folder)
    },
    remove,
    keepOnly: async (ids, sinceMs) => {
      for (const id of await namesIn(root))
        if (!ids.has(id) && (await lastWrite(await root.getDirectoryHandle(id))) < sinceMs) await remove(id)
    },
  }
}

/** Ms since 1970; 0 for an empty folder. */
async function lastWrite(folder: FileSystemDirectoryHandle): Promise<number> {
  let last = 0
  for (const name of await namesIn(folder)) last = Math.max(last, (await (await folder.getFileHandle(name)).getFile()).lastModified)
  return last
}

/** Files are packed: most pages of a checkpoint hold small numbers. */
function createFolder(folder: FileSystemDirectoryHandle): RunFolder {
  return {
    list: () => namesIn(folder),
    read: async (name) => {
      try {
        const file = await (await folder.getFileHandle(name)).getFile()
        return await new Response(file.stream().pipeThrough(new DecompressionStream('gzip'))).arrayBuffer()
      } catch {
        return null
      }
    },
    write: async (name, bytes) => {
      const handle = await folder.getFileHandle(name, { create: true })
      // What is written stands beside the file until it is closed.
      await new Blob([bytes])
        .stream()
        .pipeThrough(new CompressionStream('gzip'))
        .pipeTo(await handle.createWritable())
    },
  }
}

async function namesIn(folder: FileSystemDirectoryHandle): Promise<string[]> {
  const names: string[] = []
  for await (const name of folder.keys()) names.push(name)
  return names.toSorted((a, b) => (a < b ? -1 : 1))
}

/** Folders until the page is left, which do not know when they were written to: for tests. */
export function createMemoryRunFolders(): RunFolders {
  const folders = new Map<string, Map<string, ArrayBuffer>>()
  const enter = (files: Map<string, ArrayBuffer>): RunFolder => ({
    list: async () => [...files.keys()].toSorted((a, b) => (a < b ? -1 : 1)),
    read: async (name) => files.get(name)?.slice(0) ?? null,
    write: async (name, bytes) => void files.set(name, bytes.slice(0)),
  })
  return {
    open: async (id) => {
      const files = folders.get(id) ?? new Map<string, ArrayBuffer>()
      folders.set(id, files)
      return enter(files)
    },
    find: async (id) => {
      const files = folders.get(id)
      return files ? enter(files) : null
    },
    remove: async (id) => void folders.delete(id),
    keepOnly: async (ids) => {
      for (const id of folders.keys()) if (!ids.has(id)) folders.delete(id)
    },
  }
}
