/** Sheets that open over any room, loaded when first opened. */
export const sheetIds = ['runs', 'span', 'experiment', 'futures', 'assumptions', 'export'] as const

export type SheetId = (typeof sheetIds)[number]
