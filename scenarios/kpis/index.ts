export type { Kpi, KpiGroup, KpiGrouping, KpiResult } from './kpi.ts'
export { kpis } from './definitions.ts'
export { computeKpis, type KpiQuery, type KpiRow } from './compute.ts'
export { computeCourses, computeTrend, countSpans, hasTrend, type Spans } from './trend.ts'
