import { effect, signal } from '@preact/signals'

export type Theme = 'dark' | 'light'

const key = 'voltwin-theme'

/** The theme that the person chose, or `null` to follow the system. */
const chosenTheme = signal<Theme | null>(readTheme())

const systemIsLight = matchMedia('(prefers-color-scheme: light)')
const systemTheme = signal<Theme>(systemIsLight.matches ? 'light' : 'dark')
systemIsLight.addEventListener('change', () => (systemTheme.value = systemIsLight.matches ? 'light' : 'dark'))

/** The theme on screen. */
export function currentTheme(): Theme {
  return chosenTheme.value ?? systemTheme.value
}

/** Changes to the other theme; choosing what the system has follows the system again. */
export function toggleTheme(): void {
  const other: Theme = currentTheme() === 'dark' ? 'light' : 'dark'
  chosenTheme.value = other === systemTheme.value ? null : other
}

/** Keeps the document and the storage in step with the choice. */
export function followTheme(): void {
  effect(() => {
    document.documentElement.dataset['theme'] = currentTheme()
    writeTheme(chosenTheme.value)
  })
}

function readTheme(): Theme | null {
  try {
    const kept = localStorage.getItem(key)
    return kept === 'dark' || kept === 'light' ? kept : null
  } catch {
    // Storage may be forbidden; the page then follows the system.
    return null
  }
}

function writeTheme(theme: Theme | null): void {
  try {
    if (theme === null) localStorage.removeItem(key)
    else localStorage.setItem(key, theme)
  } catch {
    // See readTheme.
  }
}
