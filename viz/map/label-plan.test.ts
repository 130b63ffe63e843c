import { expect, test } from 'vitest'
import { stage } from './map-fixture.ts'
import { planLabels } from './label-plan.ts'

const { drawing, scene } = stage(100, 1)
const widthOf = (text: string) => text.length * 7

test('over the whole city hubs stand and no district repeats a hub’s name', () => {
  const labels = planLabels(drawing, scene, 12, widthOf)
  const hubs = labels.filter(({ look }) => look === 'hub').map(({ text }) => text)
  expect(hubs).toContain(scene.places.name[0])
  const districts = labels.filter(({ look }) => look === 'district').map(({ text }) => text.replaceAll('\u200a', ''))
  expect(districts.length).toBeGreaterThan(3)
  expect(districts.filter((name) => hubs.some((hub) => hub.toUpperCase() === name))).toEqual([])
})

test('nearer shows more: more districts first, then shops and boxes', () => {
  const count = (zoom: number) => planLabels(drawing, scene, zoom, widthOf).filter(({ look }) => look === 'district').length
  expect(count(14)).toBeGreaterThanOrEqual(count(11))
  const looks = (zoom: number) => new Set(planLabels(drawing, scene, zoom, widthOf).map(({ look }) => look))
  expect([looks(13).has('place'), looks(15).has('place')]).toEqual([false, true])
})

test('before a run there are districts alone, and an empty city has no labels', () => {
  expect(new Set(planLabels(drawing, null, 12, widthOf).map(({ look }) => look))).toEqual(new Set(['district']))
  expect(planLabels({ ...drawing, districts: [] }, null, 12, widthOf)).toEqual([])
})
