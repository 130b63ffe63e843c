import { describe, expect, test } from 'vitest'
import { parseAddress, writeAddress } from '../address.ts'
import { createByHand } from './by-hand.ts'
import { firstDrafts } from './create-workbench.ts'
import { createScenarioStore } from './scenario-store.ts'

function open() {
  const scenario = createScenarioStore(firstDrafts({ scenario: 'baseline' }))
  return { scenario, byHand: createByHand(scenario) }
}

describe('places by hand', () => {
  test('are added under free names, moved, and taken back, each as one step of undo', () => {
    const { scenario, byHand } = open()
    expect(byHand.add('box', [10.1234567, 50])).toBe('box A')
    expect(byHand.add('box', [10.2, 50])).toBe('box B')
    byHand.move('box', 'box 12', [10.3, 50.1])
    expect(byHand.sites.value.map(({ name, at, isRuled }) => [name, at, isRuled])).toEqual([
      ['box 12', [10.3, 50.1], true],
      ['box A', [10.123457, 50], false],
      ['box B', [10.2, 50], false],
    ])
    scenario.undo()
    expect(byHand.sites.value.map(({ name }) => name)).toEqual(['box A', 'box B'])
    byHand.restore('box', 'box A')
    expect(byHand.sites.value.map(({ name }) => name)).toEqual(['box B'])
    expect(scenario.problems.value).toEqual([])
  })

  test('removing one of the rule’s says so; removing one added by hand just takes it away', () => {
    const { scenario, byHand } = open()
    byHand.add('shop', [10, 50])
    byHand.remove('shop', 'shop A')
    expect(byHand.sites.value).toEqual([])
    byHand.remove('hub', 'North-West')
    expect(byHand.sites.value).toMatchObject([{ name: 'North-West', at: null }])
    expect(scenario.problems.value).toEqual([])
  })

  test('a place that the scenario’s file has set can be taken away', () => {
    const { scenario, byHand } = open()
    const text = JSON.stringify({
      format: 'voltwin-scenario',
      version: 1,
      extends: 'baseline',
      name: 'mine',
      boxes: { sites: { 'box at the mill': { lonDeg: 10, latDeg: 50 } } },
    })
    expect(scenario.open({ kind: 'file', name: 'mine.json', text })).toEqual([])
    expect(byHand.sites.value.map(({ name }) => name)).toEqual(['box at the mill'])
    byHand.remove('box', 'box at the mill')
    expect(byHand.sites.value).toEqual([])
  })

  test('stand in the address and are found there again', () => {
    const { scenario, byHand } = open()
    byHand.add('box', [10, 50])
    byHand.addArea('North', [
      [10, 50],
      [11, 50],
      [11, 51],
    ])
    const address = writeAddress({ scenario: 'baseline', overrides: scenario.draft.value.overrides })
    const again = createByHand(createScenarioStore(firstDrafts(parseAddress(address).value!)))
    expect(again.sites.value).toEqual(byHand.sites.value)
    expect(again.areas.value).toEqual(byHand.areas.value)
  })
})

describe('tools', () => {
  test('a click adds as long as the tool is in hand, and moves once', () => {
    const { byHand } = open()
    expect(byHand.use([1, 2])).toBe(false)
    byHand.tool.value = { kind: 'add', place: 'box' }
    expect([byHand.use([10, 50]), byHand.use([10.1, 50])]).toEqual([true, true])
    expect(byHand.sites.value).toHaveLength(2)
    byHand.tool.value = { kind: 'move', place: 'box', name: 'box A' }
    byHand.use([10.5, 50])
    expect(byHand.tool.value).toBeNull()
    expect(byHand.sites.value[0].at).toEqual([10.5, 50])
    byHand.tool.value = { kind: 'drag' }
    expect(byHand.use([1, 2])).toBe(false)
  })

  test('an area is closed by its hub, once it has three corners', () => {
    const { scenario, byHand } = open()
    byHand.tool.value = { kind: 'area', corners: [] }
    byHand.use([10, 50])
    byHand.use([11, 50])
    byHand.closeArea('North')
    expect(byHand.areas.value).toEqual([])
    byHand.use([11, 51])
    byHand.closeArea('North')
    expect(byHand.tool.value).toBeNull()
    byHand.setHub('area A', 'South')
    expect(byHand.areas.value).toMatchObject([{ name: 'area A', hub: 'South' }])
    expect(scenario.problems.value).toEqual([])
    byHand.removeArea('area A')
    expect(byHand.areas.value).toEqual([])
  })
})
