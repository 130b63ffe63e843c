/** How long something is kept: until the page is closed, or until it is taken away. */
export type Keeping = 'session' | 'lasting'

const storageOf = (keeping: Keeping): Storage => (keeping === 'session' ? sessionStorage : localStorage)

/** What the page kept under a key; `null` where nothing is, where it cannot be read, or where storage is forbidden. */
export function readItem(key: string, keeping: Keeping = 'session'): unknown {
  try {
    return JSON.parse(storageOf(keeping).getItem(key) ?? 'null') as unknown
  } catch {
    return null
  }
}

/** Keeps a value over reloads of the page. Where storage is full or forbidden it lasts as long as the page. */
export function writeItem(key: string, value: unknown, keeping: Keeping = 'session'): void {
  try {
    storageOf(keeping).setItem(key, JSON.stringify(value))
  } catch {
    // Nothing is lost that is on screen.
  }
}
