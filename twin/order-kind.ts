/** What a courier or the partner comes for. */
export const OrderKind = { swap: 1, replacement: 2, inspection: 3, restock: 4 } as const
export type OrderKind = (typeof OrderKind)[keyof typeof OrderKind]
