export type { CityDrawing, CustomerColumns, DrawWindow, Inspection, OutlineColumns, Pick, PlaceColumns, RunScene } from './draw.ts'
