/** Rooms of the page in the order of the rail; Alt and the number opens one. */
export const roomIds = ['plan', 'replay', 'compare', 'optimize', 'learn', 'live'] as const

export type Room = (typeof roomIds)[number]

export function isRoom(text: string): text is Room {
  return (roomIds as readonly string[]).includes(text)
}
