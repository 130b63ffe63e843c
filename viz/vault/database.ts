import type { Problem } from '../../data/columns/index.ts'

/** Opens a database of the browser with these stores. A raised version drops what was kept, so that it is never misread. Rejects where there is none. */
export function openDatabase(name: string, version: number, stores: readonly string[]): Promise<IDBDatabase> {
  return new Promise((resolve, reject) => {
    const request = indexedDB.open(name, version)
    request.addEventListener('upgradeneeded', () => {
      const { result } = request
      for (const old of result.objectStoreNames) result.deleteObjectStore(old)
      for (const store of stores) result.createObjectStore(store)
    })
    request.addEventListener('success', () => {
      // A newer page in another tab may change the database: it must not wait for this one.
      request.result.addEventListener('versionchange', () => request.result.close())
      resolve(request.result)
    })
    request.addEventListener('error', () => reject(reasonOf(request.error)))
    request.addEventListener('blocked', () => reject(new Error('an older page holds the storage open')))
  })
}

/** Why something could not be kept or read; `place` names the list, `things` what can be deleted from it. */
export function explainStorage(error: unknown, place: string, things: string): Problem {
  const reason = reasonOf(error)
  if (reason.name === 'QuotaExceededError') {
    const remedy = `The browser’s storage is full. Delete ${things} in the list that you need no more, then try again; what is kept already stays.`
    return { code: 'storage-full', place, value: '', remedy }
  }
  const remedy = `The ${place} could not be read or written. Load the page again; if it stays so, allow this page to store data.`
  return { code: 'storage-failed', place, value: reason.message.slice(0, 80), remedy }
}

function reasonOf(error: unknown): Error {
  return error instanceof Error ? error : new Error(String(error))
}
