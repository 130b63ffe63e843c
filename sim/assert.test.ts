import { expect, test } from 'vitest'
import { assert, AssertionError } from './assert.ts'

test('a true condition passes silently', () => {
  expect(() => assert(true, 'never', 1)).not.toThrow()
})

test('a false condition throws with code and value', () => {
  try {
    assert(false, 'list-full', 42)
  } catch (error) {
    expect(error).toBeInstanceOf(AssertionError)
    expect(error).toMatchObject({ name: 'AssertionError', code: 'list-full', value: 42, message: 'list-full: 42' })
    return
  }
  expect.unreachable('assert did not throw')
})

test('the value may be left out', () => {
  expect(() => assert(false, 'no-value')).toThrow(/^no-value$/)
})
