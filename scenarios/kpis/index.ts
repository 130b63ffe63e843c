export type { Kpi, KpiGroup, KpiGrouping, KpiResult } from './kpi.ts'
export { kpis } from './definitions.ts'
export { computeKpis, type KpiQuery, type KpiRow } from './compute.ts'
export { computeTrend, hasTrend, listSpans, type DaySpan } from './trend.ts'
