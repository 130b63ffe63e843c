import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { createDecoder, decodeText, endText } from './decode.ts'
import { createQuarantine, writeQuarantine } from './quarantine.ts'
import { createReadings } from './readings.ts'

function decode(...pieces: string[]) {
  const decoder = createDecoder(createReadings(1), createQuarantine('a.csv'), null)
  for (const piece of pieces) decodeText(decoder, piece)
  endText(decoder)
  const { readings, quarantine, problems } = decoder
  const { columns: c } = readings
  const rows = Array.from({ length: readings.rows }, (_, row) => ({
    battery: readings.names[c.battery[row]],
    timeMs: c.timeMs[row],
    soc: c.socFrac[row],
    lat: c.latDeg[row],
    power: c.powerW[row],
    sequence: c.sequence[row],
  }))
  return { rows, problems, quarantine, decoder }
}

const codes = (list: readonly { code: string }[]) => list.map(({ code }) => code)

describe('a file of telemetry', () => {
  test('is read by the names of its columns, whatever their order', () => {
    const { rows, problems } = decode('soc_pct,lat,trip_id,time_local,lon,weather\n97,53.391607,1,2023-10-12 13:35:24,-6.263688,Dry\n')
    expect(problems).toEqual([])
    expect(rows).toEqual([
      { battery: '1', timeMs: Date.parse('2023-10-12T13:35:24Z'), soc: Math.fround(0.97), lat: 53.391607, power: Number.NaN, sequence: -1 },
    ])
  })

  test.each([
    ['semicolon, decimal comma', 'battery;time;socPct;power kW\nA 1;2023-10-12 13:35:24;97,5;0,25\nA 1;2023-10-12 13:35:24;97.5;0,25\n'],
    ['tab', 'battery\ttime\tsocPct\tpower_w\nA 1\t2023-10-12 13:35:24\t97.5\t250\n'],
    ['bar, quotes', 'battery|time|socPct|power_w\n"A 1"|"2023-10-12 13:35:24"|97.5| 250 \n'],
    ['comma, quoted, byte order mark, CR LF', '\uFEFFbattery,time,socPct,power_w\r\n"A 1",2023-10-12 13:35:24,97.5,250\r\n\r\n'],
    ['no last line end', 'battery,time,soc_frac,power_w\nA 1,2023-10-12 13:35:24,0.975,250'],
  ])('%s', (_, text) => {
    const { rows, quarantine } = decode(text)
    expect(quarantine.rows).toEqual([])
    expect([...new Set(rows.map(({ battery, soc, power }) => `${battery} ${soc} ${power}`))]).toEqual([`A 1 ${Math.fround(0.975)} 250`])
  })

  test('may be cut anywhere', () => {
    const text = 'battery,time,soc_pct\r\n"a, b",2023-10-12 13:35:24,97\r\nx,2023-10-12 13:35:25,\r\nbad,never,1\r\n'
    const whole = decode(text)
    fc.assert(
      fc.property(fc.array(fc.nat(text.length), { maxLength: 6 }), (cuts) => {
        const ends = [0, ...cuts.toSorted((a, b) => a - b), text.length]
        const parts = decode(...ends.slice(1).map((end, i) => text.slice(ends[i], end)))
        expect(parts.rows).toEqual(whole.rows)
        expect(parts.quarantine.rows).toEqual(whole.quarantine.rows)
      }),
    )
    expect(whole.rows.map(({ battery }) => battery)).toEqual(['a, b', 'x'])
  })
})

describe('bad input', () => {
  test('lines that cannot be taken are kept with line, column, value and remedy; the others are taken', () => {
    const { rows, quarantine } = decode(
      [
        'battery,time,soc_pct,lat,seq',
        'a,2023-10-12 13:35:24,97,53.1,1',
        'a,2070-01-01 00:00:00,97,53.1,2x',
        'a,2170-01-01 00:00:00,97,53.1,2',
        'a,1970-01-01 00:00:00,97,53.1,3',
        ',2023-10-12 13:35:24,97,53.1,4',
        'a,,97,53.1,5',
        'a,2023-10-12 13:35:24,136,53.1,6',
        'a,2023-10-12 13:35:24,full,53.1,7',
        'a,2023-10-12 13:35:24,97,126.2,8',
        'a,2023-10-12 13:35:24,97',
        'a,"2023-10-12 13:35:24,97,53.1,9',
        'a,2023-10-12 13:35:25,n/a,NaN,10',
      ].join('\n'),
    )
    expect(rows.map(({ sequence }) => sequence)).toEqual([1, 10])
    expect(quarantine.rows.map(({ line, code, column }) => [line, code, column])).toEqual([
      [3, 'wrong-value', 'seq'],
      [4, 'wrong-time', 'time'],
      [5, 'wrong-time', 'time'],
      [6, 'missing-value', 'battery'],
      [7, 'missing-value', 'time'],
      [8, 'wrong-value', 'soc_pct'],
      [9, 'wrong-value', 'soc_pct'],
      [10, 'wrong-value', 'lat'],
      [11, 'wrong-field-count', ''],
      [12, 'broken-quote', ''],
    ])
    expect(quarantine.rows.find(({ line }) => line === 8)).toMatchObject({ value: '136', remedy: 'Write a number from 0 to 100.' })
    expect(quarantine.rows.find(({ line }) => line === 10)?.remedy).toContain('swapped')
    expect(quarantine.count).toBe(10)
    expect(quarantine.byCode.get('wrong-value')).toBe(4)
    expect(writeQuarantine(quarantine).split('\r\n')[1]).toMatch(
      /^"a.csv",3,"wrong-value","seq","2x",.*"a,2070-01-01 00:00:00,97,53.1,2x"$/,
    )
  })

  test('a file without what is needed says what to add, and takes nothing', () => {
    const { rows, problems } = decode('name,soc\nx,1\n')
    expect(rows).toEqual([])
    expect(codes(problems)).toEqual(['missing-column', 'missing-column', 'vague-column'])
    expect(problems.at(-1)?.remedy).toContain('soc_pct')
    expect(problems[0].place).toBe('a.csv, line 1')
  })

  test('an empty file and a header alone', () => {
    expect(codes(decode('').problems)).toEqual(['empty-file'])
    expect(decode('battery,time').decoder.layout).not.toBeNull()
  })

  test('text without line ends is not held for ever', () => {
    const { quarantine, decoder } = decode('battery,time\n', ...Array.from({ length: 30 }, () => 'x'.repeat(3000)))
    expect(decoder.rest.length).toBeLessThan(20_000)
    expect(quarantine.byCode.get('line-too-long')).toBeGreaterThan(0)
  })
})
