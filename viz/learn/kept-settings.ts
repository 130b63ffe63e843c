import { readItem, writeItem } from '../session-item.ts'
import { checkSettings, defaultSettings, type LearnSettings } from './settings.ts'
import type { LearnSource, SourceKind } from './learn-types.ts'

const key = 'voltwin-learn'

/** What a reload of the page finds again: settings by kind of source, and the model that was shown. */
export interface KeptLearning {
  readonly settings: Readonly<Partial<Record<SourceKind, LearnSettings>>>
  readonly shown: string
}

const nothing: KeptLearning = { settings: {}, shown: '' }

/** What was kept; nothing where storage is forbidden or holds something else. */
export function readKept(): KeptLearning {
  const kept = readItem(key)
  return typeof kept === 'object' && kept !== null && 'settings' in kept && 'shown' in kept ? (kept as KeptLearning) : nothing
}

export function writeKept(kept: KeptLearning): void {
  writeItem(key, kept)
}

/** Settings for a source: the kept ones of its kind where they fit it, else the usual. */
export function settingsFor(source: LearnSource, { settings }: KeptLearning): LearnSettings {
  const kept = settings[source.kind]
  try {
    return (kept && checkSettings(kept, source).value) ?? defaultSettings(source)
  } catch {
    // Kept by an older page, in another shape.
    return defaultSettings(source)
  }
}
