/** What the page kept under a key until it is closed; `null` where nothing is, where it cannot be read, or where storage is forbidden. */
export function readItem(key: string): unknown {
  try {
    return JSON.parse(sessionStorage.getItem(key) ?? 'null') as unknown
  } catch {
    return null
  }
}

/** Keeps a value over reloads of the page. Where storage is full or forbidden it lasts as long as the page. */
export function writeItem(key: string, value: unknown): void {
  try {
    sessionStorage.setItem(key, JSON.stringify(value))
  } catch {
    // Nothing is lost that is on screen.
  }
}
