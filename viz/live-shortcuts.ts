/** Keys of the room Live, for the page's help; here, so that the help does not load the room. */
export const liveShortcuts: readonly { readonly keys: string; readonly does: string }[] = [
  { keys: 'Space', does: 'Play or pause' },
  { keys: 'N', does: 'Go to the next reading' },
  { keys: '↑ ↓', does: 'In the list: the battery before or after; Page keys by ten' },
  { keys: 'A', does: 'In the list: acknowledge the alarms of the chosen battery' },
  { keys: '← →', does: 'On the strip of time: a minute; with Shift an hour' },
]
