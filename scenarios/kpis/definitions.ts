import { fleetKpis } from './fleet.ts'
import type { Kpi } from './kpi.ts'
import { co2Kpis, moneyKpis } from './money.ts'
import { operationKpis } from './operation.ts'
import { serviceKpis } from './service.ts'

/** Every KPI, in the order in which they are shown. */
export const kpis: readonly Kpi[] = [...serviceKpis, ...operationKpis, ...fleetKpis, ...moneyKpis, ...co2Kpis]
