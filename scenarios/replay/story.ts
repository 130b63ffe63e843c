import type { World } from '../../twin/index.ts'
import type { Inspection } from './draw.ts'
import type { Replay } from './replay.ts'

/** What an inspection says, apart from what was asked. */
export type Story = Omit<Inspection, 'pick' | 'timeMs'>

export type Row = Inspection['rows'][number]
export type StoryEvent = Inspection['events'][number]

/** Tells the story of a row from the world at `timeMs`; changes nothing. */
export type Teller = (replay: Replay, w: World, id: number, timeMs: number) => Story

export const row = (label: string, value: number | string | null, unit = ''): Row => ({ label, value, unit })

/** A story shows so many things that happened, the last ones. */
export const maxEvents = 80
