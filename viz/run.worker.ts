import { expose } from 'comlink'
import { openKpiStore } from './kpi-store.ts'
import { createRunApi } from './run.api.ts'

expose(createRunApi(openKpiStore()))
