import fc from 'fast-check'
import { expect, test } from 'vitest'
import { splitCsv } from './csv-fields.ts'
import { textOfBytes } from './text-bytes.ts'
import { readTextHeader, readTextTable } from './text-table.ts'

const read = (text: string) => readTextTable(text, 'x.csv')

test.each([
  ['comma', 'id,a b,c\nx,1.5,-2e3\ny,,7\n'],
  ['semicolon and decimal comma', 'id;a b;c\r\nx;1,5;-2e3\r\ny;;7'],
  ['tab, quotes and a byte order mark', '\uFEFFid\t"a b"\tc\nx\t"1,5"\t-2e3\ny\t\t7'],
  ['bar and spaces', 'id | a b | c\nx | 1.5 | -2e3\ny |  | 7'],
])('separated by %s', (_name, text) => {
  const table = read(text).value!
  expect(table.header).toEqual(['id', 'a b', 'c'])
  expect(table.fieldAt(1, 0)).toBe('y')
  expect([...table.numbersOf(1)]).toEqual([1.5, NaN])
  expect([...table.numbersOf(2)]).toEqual([-2000, 7])
})

test('a semicolon inside a quoted field separates nothing', () => {
  expect(read('a,b\n"1;2",3').value!.fieldAt(0, 0)).toBe('1;2')
})

test('lines of another width are left out, listed with their line, and counted where they are many', () => {
  const { value, problems } = read(`a,b\n1,2\n${'3\n'.repeat(25)}4,5`)
  expect(value!.rows).toBe(2)
  expect(value!.lines).toEqual(Int32Array.of(2, 28))
  expect(problems).toHaveLength(21)
  expect(problems[0]).toMatchObject({ code: 'wrong-field-count', place: 'x.csv line 3', value: '1' })
  expect(problems[20]).toMatchObject({ code: 'more-problems', value: '5' })
})

test('text of other encodings is read; what is no text is refused', () => {
  const utf16 = Uint8Array.of(0xff, 0xfe, 0x61, 0, 0x2c, 0, 0x62, 0)
  expect(textOfBytes(utf16, 'x').value).toBe('a,b')
  expect(textOfBytes(Uint8Array.of(80, 75, 0, 0), 'x').problems[0].code).toBe('no-text')
  expect(textOfBytes(Uint8Array.of(0x1f, 0x8b, 1), 'x').problems[0].code).toBe('broken-gzip')
})

test('any text is taken apart as the plain splitter does, quotes and line ends included', () => {
  const piece = fc.constantFrom('a', ',', ',', '"', '""', '\n', '\r\n', '\r', '7', ' ', '"x,\ny"')
  fc.assert(
    fc.property(fc.array(piece, { maxLength: 40 }), (pieces) => {
      const text = `a,b\n${pieces.join('')}`
      const { records, brokenLine } = splitCsv(text)
      const { value, problems } = read(text)
      expect(problems.some(({ code }) => code === 'broken-quote')).toBe(brokenLine !== null)
      if (brokenLine !== null) return
      const whole = records.slice(1).filter(({ fields }) => fields.length === 2)
      expect([...(value?.lines ?? [])]).toEqual(whole.map(({ line }) => line))
      expect(whole.map((_, row) => [value!.fieldAt(row, 0), value!.fieldAt(row, 1)])).toEqual(
        whole.map(({ fields }) => fields.map((field) => field.trim())),
      )
    }),
  )
})

test('the header of a text that is cut off in a row can be read', () => {
  expect(readTextHeader('name;lat;lon\nanna;"5')).toEqual(['name', 'lat', 'lon'])
  expect(readTextHeader('')).toEqual([])
  expect(readTextHeader('"a,b')).toEqual([])
})
