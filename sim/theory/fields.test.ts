import { describe, expect, test } from 'vitest'
import { readModel } from './models.ts'

const exponential = { dist: 'exponential', mean: 1 }
const queue = { model: 'queue', servers: 1, arrivalRate: 0.5, service: [exponential] }
const network = {
  model: 'network',
  arrivalRate: 0.4,
  nodes: [
    { servers: 1, service: exponential },
    { servers: 1, service: exponential },
  ],
}
const stock = { model: 'base-stock', unmet: 'lost', stock: 3, demandRate: 1, pipelineTime: exponential }
const day = { model: 'nhpp', mean: 10, amplitude: 0.5, period: 24 }

describe('descriptions that are understood', () => {
  test.each<readonly [string, object]>([
    [
      'a queue with everything',
      {
        ...queue,
        capacity: 9,
        patience: exponential,
        vacation: exponential,
        vacationRule: 'single',
        batch: { dist: 'geometric', mean: 2, min: 1 },
      },
    ],
    ['a service that is no list', { ...queue, service: exponential, discipline: 'LIFO' }],
    ['a number for a constant', { ...queue, service: 0.7 }],
    ['renewal arrivals', { model: 'queue', servers: 2, interarrivalTime: { dist: 'erlang', k: 2, mean: 1 }, service: exponential }],
    [
      'classes',
      {
        model: 'queue',
        servers: 1,
        discipline: 'preemptive resume',
        classes: [
          { arrivalRate: 0.1, service: exponential },
          { arrivalRate: 0.2, service: exponential },
        ],
      },
    ],
    ['a route in words', { ...network, route: '1 -> 2; after 2 back to 1 with probability 0.2, else leave' }],
    [
      'a matrix of routes',
      {
        ...network,
        routing: [
          [0, 0.5],
          [0.1, 0],
        ],
      },
    ],
    ['notes', { ...stock, notes: 'nothing that matters' }],
    ['a rate in words', { ...day, rate: 'mean * (1 + amplitude * sin(2 pi t / period))' }],
  ])('%s', (_, spec) => {
    const { model, complaints } = readModel({ ...spec })
    expect(complaints).toEqual([])
    expect(model).not.toBeNull()
  })
})

describe('what is missing, out of range or not understood is said, all at once', () => {
  test.each<readonly [string, object, readonly RegExp[]]>([
    ['an unknown kind', { model: 'tandem-of-dreams' }, [/spec\.model is "tandem-of-dreams": .*queue, network/]],
    ['no kind', {}, [/spec\.model is undefined/]],
    [
      'an unknown distribution',
      { ...queue, service: [{ dist: 'cauchy', mean: 1 }] },
      [/spec\.service\[0\]\.dist is "cauchy": give one of exponential/],
    ],
    ['two things wrong', { ...queue, servers: 0, arrivalRate: -1 }, [/spec\.servers is 0/, /spec\.arrivalRate is -1/]],
    ['half a server', { ...queue, servers: 1.5 }, [/spec\.servers is 1\.5: give a whole number/]],
    ['a field that may change the meaning', { ...queue, balking: 0.5 }, [/spec\.balking is 0\.5: this field is not understood/]],
    [
      'a strange parameter',
      { ...queue, service: { dist: 'exponential', mean: 1, shift: 2 } },
      [/service\.shift is 2: this field is not understood/],
    ],
    ['no service', { ...queue, service: undefined }, [/spec\.service is missing/]],
    [
      'chances that are too many',
      { ...queue, service: { dist: 'hyperexponential', p: [0.5, 0.6], means: [1, 2] } },
      [/chances that add up to 1/],
    ],
    ['an unknown discipline', { ...queue, discipline: 'random' }, [/spec\.discipline is "random"/]],
    ['a list where one is needed', { ...queue, patience: [exponential, exponential] }, [/spec\.patience .*give one distribution/]],
    ['an empty list', { ...queue, service: [] }, [/spec\.service .*at least one/]],
    ['half customers', { ...queue, batch: exponential }, [/batch\.dist .*a count needs geometric/]],
    ['negative times', { ...queue, service: { dist: 'normal', mean: 1, sd: 0.5 } }, [/must not be negative/]],
    ['times that are always 0', { ...queue, service: { dist: 'deterministic', mean: 0 } }, [/needs a mean above 0/]],
    ['capacity below servers', { ...queue, servers: 3, capacity: 2 }, [/spec\.capacity is 2/]],
    ['a vague vacation', { ...queue, vacation: exponential, vacationRule: 'now and then' }, [/vacationRule/]],
    ['no nodes', { model: 'network', arrivalRate: 1, nodes: [] }, [/spec\.nodes/]],
    ['a route to nowhere', { ...network, route: '1 -> 3' }, [/spec\.route .*give a chain/]],
    ['a route with words beyond us', { ...network, route: '1 -> 2; after 2 by the shortest line' }, [/spec\.route/]],
    [
      'too many ways',
      {
        ...network,
        routing: [
          [0.6, 0.6],
          [0, 0],
        ],
      },
      [/spec\.routing/],
    ],
    ['rates of other nodes', { ...network, arrivalRate: undefined, arrivalRates: [1] }, [/one rate for each node/]],
    ['unmet demand that does neither', { ...stock, unmet: 'complains' }, [/say backorder or lost/]],
    ['another rate', { ...day, rate: 'mean * t' }, [/spec\.rate/]],
    [
      'another service rule',
      {
        model: 'swap-station-mixed',
        arrivalRate: 1,
        bays: 1,
        swapTime: exponential,
        batteries: 2,
        chargers: 1,
        chargeTime: exponential,
        serviceRule: 'any',
      },
      [/serviceRule/],
    ],
  ])('%s', (_, spec, sentences) => {
    const { model, complaints } = readModel({ ...spec })
    expect(model).toBeNull()
    expect(complaints).toHaveLength(sentences.length)
    for (const [i, sentence] of sentences.entries()) expect(complaints[i]).toMatch(sentence)
  })
})
