/** What a courier is doing. */
export const CourierState = { off: 0, idle: 1, underway: 2, serving: 3, returning: 4 } as const
export type CourierState = (typeof CourierState)[keyof typeof CourierState]
