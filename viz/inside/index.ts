export { InsideView } from './inside-view.tsx'
export type { InsideViewProps } from './inside-view.tsx'
