import { costRatioSql } from './cost-sql.ts'
import type { Kpi, KpiGrouping } from './kpi.ts'
import { batteryMonths, ratioSql, totalSql } from './sql.ts'

/** Money and energy. Purchases are investment: they are no part of the variable cost and stand as a KPI of their own. */
export const moneyKpis: readonly Kpi[] = [
  {
    id: 'costPerKWh',
    label: 'Cost per kWh delivered',
    unit: '€/kWh',
    better: 'lower',
    meaning: 'variable cost of pooled products / energy that the company charged into their batteries',
    counts: 'kWh charged by the company for pooled products',
    groupBy: 'product',
    sql: costRatioSql({ numerator: 'variableMicroEur / 1e6', denominator: 'chargedKWh', holding: 'pooled' }),
  },
  {
    id: 'costPerBatteryMonth',
    label: 'Cost per battery-month, assigned',
    unit: '€/month',
    better: 'lower',
    meaning: 'variable cost of assigned products / their battery-months under contract',
    counts: 'battery-months of assigned products',
    groupBy: 'product',
    sql: costRatioSql({ numerator: 'variableMicroEur / 1e6', denominator: 'months', holding: 'assigned' }),
  },
  {
    id: 'contributionPerBatteryMonth',
    label: 'Contribution per battery-month',
    unit: '€/month',
    better: 'higher',
    meaning: '(fees − variable cost − credits) / battery-months under contract',
    counts: 'battery-months under contract',
    groupBy: 'product',
    sql: costRatioSql({ numerator: '(feeMicroEur - variableMicroEur - creditMicroEur) / 1e6', denominator: 'months', holding: 'all' }),
  },
  {
    id: 'purchasesPerBatteryMonth',
    label: 'Purchases per battery-month',
    unit: '€/month',
    better: 'lower',
    meaning: 'price of batteries and terminals bought / battery-months under contract',
    counts: 'battery-months under contract',
    groupBy: 'product',
    sql: ratioSql({ numerator: 'sum(purchaseMicroEur) / 1e6', denominator: batteryMonths, groupBy: 'product' }),
  },
  {
    id: 'energyBought',
    label: 'Energy bought',
    unit: 'kWh',
    better: 'none',
    meaning: 'energy that the company bought from the grid',
    counts: 'local days with facts',
    groupBy: 'product',
    sql: totalSql('sum(energyBoughtMilliWh) / 1e6', 'product'),
  },
]

function co2Kpi(id: string, label: string, meaning: string, milliG: string, groupBy: KpiGrouping | null): Kpi {
  const sql = totalSql(`(${milliG}) / 1e6`, groupBy ?? undefined)
  return { id, label, unit: 'kg', better: 'lower', meaning, counts: 'local days with facts', groupBy, sql }
}

const allCo2 = 'sum(co2ChargingMilliG) + sum(co2TravelMilliG) + sum(co2PacksMilliG)'

/** Carbon dioxide, by stated factors. */
export const co2Kpis: readonly Kpi[] = [
  co2Kpi('co2', 'CO2', 'CO2 of energy bought, travel and packs bought', allCo2, null),
  {
    id: 'co2PerKWh',
    label: 'CO2 per kWh delivered',
    unit: 'kg/kWh',
    better: 'lower',
    meaning: 'CO2 of pooled products / energy that the company charged into their batteries',
    counts: 'kWh charged by the company for pooled products',
    groupBy: 'product',
    sql: costRatioSql({ numerator: 'co2MilliG / 1e6', denominator: 'chargedKWh', holding: 'pooled' }),
  },
  co2Kpi('co2Charging', 'CO2 of charging', 'CO2 of the energy bought', 'sum(co2ChargingMilliG)', 'product'),
  co2Kpi('co2Travel', 'CO2 of travel', 'CO2 of own couriers and of the partner carrier', 'sum(co2TravelMilliG)', null),
  co2Kpi('co2Packs', 'CO2 of packs', 'CO2 of making the packs bought', 'sum(co2PacksMilliG)', 'product'),
]
