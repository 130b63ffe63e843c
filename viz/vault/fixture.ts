import type { RunSummary, RunYield } from '../run-api.ts'

/** A summary and what the list keeps beside it, for tests; `seed` tells runs apart. */
export function sampleRun(seed: number): { readonly summary: RunSummary; readonly yield: RunYield } {
  const kpi = { id: 'slaKept', label: 'SLA kept', value: 0.95, unit: 'frac', n: 1, counts: '', meaning: '' }
  const city = { name: 'x', isGenerated: true, demandFrom: 'residential-roads', attribution: '' } as const
  const none = new Float64Array(0)
  return {
    summary: {
      scenario: 'baseline',
      seed,
      hash: `hash ${seed}`,
      days: 10,
      events: 50,
      run: 1,
      eventsPerHour: Uint16Array.of(3),
      city,
      kpis: [kpi],
    },
    yield: {
      manifest: {
        schemaVersion: 1,
        engine: 'e',
        scenario: 's',
        models: 'm',
        city: 'c',
        grid: '',
        own: '',
        policyModel: '',
        seed,
        scenarioName: 'baseline',
        cityName: 'x',
      },
      scenario: '{}',
      facts: [{ name: 'daily', bytes: Uint8Array.of(1, 2, 3) }],
      places: {
        places: { count: 0, name: [], kind: new Uint8Array(0), lonLat: new Float32Array(0), slots: new Int32Array(0) },
        promisesMissed: none,
        exchanges: none,
        stockOutMs: none,
      },
    },
  }
}
