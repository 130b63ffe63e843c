import { expect, test } from 'vitest'
import { createKnownData } from './data-set-fixture.ts'
import { CellRole, rowsOfRole, splitCells } from './split.ts'

const settings = { seed: 3, testFrac: 0.25, validationFrac: 0.2 }

test('rows of one cell have one role, every row has one, and shares are about those asked for', () => {
  const data = createKnownData(400)
  const roles = splitCells(data, settings)
  const [training, validation, held] = Object.values(CellRole).map((role) => rowsOfRole(data, roles, role))
  expect(training.length + validation.length + held.length).toBe(data.rows)
  const cellsOf = (rows: Int32Array) => new Set(Array.from(rows, (row) => data.cellOfRow[row]))
  expect([...cellsOf(training)].filter((cell) => cellsOf(held).has(cell) || cellsOf(validation).has(cell))).toEqual([])
  expect(cellsOf(held).size / 400).toBeCloseTo(0.25, 1)
  expect(cellsOf(validation).size / 300).toBeCloseTo(0.2, 1)
})

test('a further cell moves no other, another seed moves some', () => {
  const few = splitCells(createKnownData(50), settings)
  const more = splitCells(createKnownData(80), settings)
  expect(more.slice(0, 50)).toEqual(few)
  expect(splitCells(createKnownData(50), { ...settings, seed: 4 })).not.toEqual(few)
})

test('published splits are kept: only cells of `train` are learned from', () => {
  const data = createKnownData(60, (cell) => (cell % 2 === 0 ? 'train' : 'test2'))
  const roles = splitCells(data, settings)
  roles.forEach((role, cell) => expect(role === CellRole.test).toBe(cell % 2 === 1))
  expect(roles.includes(CellRole.validation)).toBe(true)
})
