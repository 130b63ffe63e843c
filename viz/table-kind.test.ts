import { expect, test } from 'vitest'
import { explainUnknown, kindOfTable, readHeaderOf } from './table-kind.ts'

test.each([
  ['customers', 'name;lat;lon;product;count;mode'],
  ['customers', 'Latitude,Longitude,Battery type,Weight'],
  ['batteries', 'product,ageDays,sohFrac,count'],
  ['batteries', 'Product\tSoH %'],
  ['grid', 'lon,lat,population'],
  ['grid', 'x;y;inhabitants;area'],
  ['telemetry', 'battery,time,lat,lon,soc_pct'],
  ['telemetry', 'vehicle_id;timestamp;soc_frac'],
  [null, 'name,lat,lon'],
  [null, 'product,count'],
  [null, '{ "format": "voltwin-scenario" }'],
])('%s by the header %s', async (kind, header) => {
  expect(kindOfTable(await readHeaderOf(new Blob([`${header}\r\n1;2,3\r\n`])))).toBe(kind)
})

test('a large file is known by its beginning, and what is no text has no header', async () => {
  const row = '1.5,2.5,scooter-1500\n'
  expect(kindOfTable(await readHeaderOf(new Blob([`lat,lon,product\n${row.repeat(20_000)}`])))).toBe('customers')
  expect(await readHeaderOf(new Blob([Uint8Array.of(80, 75, 3, 4, 0, 0)]))).toEqual([])
  expect(await readHeaderOf(new Blob([]))).toEqual([])
})

test('whoever drops another table hears which columns are expected', () => {
  const { place, value, remedy } = explainUnknown('x.csv', ['name', 'lat', 'lon'])
  expect([place, value]).toEqual(['x.csv, line 1', 'name, lat, lon'])
  for (const word of ['lat, lon, product', 'ageDays', 'population', 'Own data']) expect(remedy).toContain(word)
})
