import { signal } from '@preact/signals'
import { expect, test } from 'vitest'
import type { CityDrawing, RunScene } from '../../scenarios/index.ts'
import type { MapWindow } from '../moments/index.ts'
import { stage } from './map-fixture.ts'
import { matchCity } from './match-city.ts'

const { drawing: city, scene: first, window: day } = stage(10, 1)
const otherCity = { ...city, hash: 'other' }

function open() {
  const parts = {
    drawing: signal<CityDrawing | null>(city),
    scene: signal<RunScene | null>(first),
    window: signal<MapWindow | null>(day),
  }
  return { ...parts, shown: matchCity(parts) }
}

test('what belongs to the city is shown as it is', () => {
  const { shown } = open()
  expect(shown.scene.value).toBe(first)
  expect(shown.window.value).toBe(day)
})

test('another city hides what belongs to the one before, until its own comes', () => {
  const { drawing, scene, window, shown } = open()
  expect(shown.window.value).toBe(day)
  drawing.value = otherCity
  expect([shown.scene.value, shown.window.value]).toEqual([null, null])
  scene.value = { ...first, run: 2, cityHash: 'other' }
  expect([shown.scene.value, shown.window.value]).toEqual([scene.value, null])
  window.value = { ...day, run: 2 }
  expect(shown.window.value).toBe(window.value)
})

test('a what-if in the same city keeps the day of the run before until it has lived that day', () => {
  const { scene, window, shown } = open()
  expect(shown.window.value).toBe(day)
  scene.value = { ...first, run: 2 }
  expect(shown.window.value).toBe(day)
  window.value = { ...day, run: 2 }
  expect(shown.window.value).toBe(window.value)
})

test('without a city or a scene nothing is shown', () => {
  const { drawing, scene, shown } = open()
  scene.value = null
  expect([shown.scene.value, shown.window.value]).toEqual([null, null])
  scene.value = first
  drawing.value = null
  expect([shown.scene.value, shown.window.value]).toEqual([null, null])
})
