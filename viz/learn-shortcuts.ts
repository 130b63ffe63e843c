/** Keys of the room Learn, for the page's help; here, so that the help does not load the room. */
export const learnShortcuts: readonly { readonly keys: string; readonly does: string }[] = [
  { keys: 'Space', does: 'Pause the training, and go on' },
  { keys: '← →', does: 'On the curve of losses: an epoch back or on' },
  { keys: 'Ctrl Z', does: 'In the settings: undo there' },
]
