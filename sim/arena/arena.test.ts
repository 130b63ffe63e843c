import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { checkSnapshot, copyArena, createArena, growArena, measureArena, restoreArena, snapshotArena, type ArenaSchema } from './index.ts'

const SCHEMA = {
  battery: { rows: 3, columns: { socFrac: 'f32', energyMilliWh: 'f64', status: 'u8' } },
  site: { rows: 2, columns: { kind: 'u16', stockCount: 'i32', id: 'u32' } },
} as const

describe('createArena', () => {
  it('gives each column its exact typed array, aligned to 8 bytes, without overlap', () => {
    const { tables, byteLength } = createArena(SCHEMA)
    expect(tables.battery.socFrac).toBeInstanceOf(Float32Array)
    expect(tables.battery.energyMilliWh).toBeInstanceOf(Float64Array)
    expect(tables.site.kind).toBeInstanceOf(Uint16Array)
    const views = [...Object.values(tables.battery), ...Object.values(tables.site)]
    for (const view of views) expect(view.byteOffset % 8).toBe(0)
    for (let i = 1; i < views.length; i++)
      expect(views[i].byteOffset).toBeGreaterThanOrEqual(views[i - 1].byteOffset + views[i - 1].byteLength)
    expect(byteLength).toBe(16 + 24 + 8 + 8 + 8 + 8)
    expect(measureArena(SCHEMA)).toBe(byteLength)
  })

  it('lies over a foreign buffer at an offset and keeps what is there', () => {
    const memory = new WebAssembly.Memory({ initial: 1 }).buffer
    new Float32Array(memory, 64, 1)[0] = 0.5
    const arena = createArena(SCHEMA, memory, 64)
    expect(arena.buffer).toBe(memory)
    expect(arena.tables.battery.socFrac[0]).toBe(0.5)
  })

  it('refuses a misaligned offset, a short buffer and a capacity that is no whole number', () => {
    expect(() => createArena(SCHEMA, new ArrayBuffer(1000), 4)).toThrow('arena-offset')
    expect(() => createArena(SCHEMA, new ArrayBuffer(64))).toThrow('arena-buffer-short')
    expect(() => createArena({ t: { rows: 1.5, columns: {} } })).toThrow('arena-rows')
  })
})

describe('growArena', () => {
  it('keeps every value by row and column, and leaves the rest zero', () => {
    const arena = createArena(SCHEMA)
    arena.tables.battery.energyMilliWh.set([1, 2, 3])
    arena.tables.battery.status.set([7, 8, 9])
    arena.tables.site.id.set([4_000_000_000, 5])
    const grown = growArena(arena, { battery: 5 })
    expect([...grown.tables.battery.energyMilliWh]).toEqual([1, 2, 3, 0, 0])
    expect([...grown.tables.battery.status]).toEqual([7, 8, 9, 0, 0])
    expect([...grown.tables.site.id]).toEqual([4_000_000_000, 5])
    expect(grown.buffer).not.toBe(arena.buffer)
  })

  it('refuses fewer rows and unknown tables', () => {
    expect(() => growArena(createArena(SCHEMA), { battery: 2 })).toThrow('arena-shrink')
    expect(() => growArena<ArenaSchema>(createArena(SCHEMA), { van: 2 })).toThrow('arena-table')
  })
})

describe('snapshot and restore', () => {
  it('gives back every byte in a buffer of its own, also after growth and at an offset', () => {
    fc.assert(
      fc.property(fc.array(fc.double(), { maxLength: 9 }), fc.boolean(), (energies, isAtOffset) => {
        const small = isAtOffset ? createArena(SCHEMA, new ArrayBuffer(512), 16) : createArena(SCHEMA)
        const arena = growArena(small, { battery: 9 })
        arena.tables.battery.energyMilliWh.set(energies)
        const restored = restoreArena(SCHEMA, snapshotArena(arena))
        expect(restored.schema.battery.rows).toBe(9)
        expect(new Uint8Array(restored.buffer)).toEqual(new Uint8Array(arena.buffer))
      }),
    )
  })

  it('does not share memory with the arena', () => {
    const arena = createArena(SCHEMA)
    const snapshot = snapshotArena(arena)
    arena.tables.battery.status[0] = 9
    const fork = restoreArena(SCHEMA, snapshot)
    expect(fork.tables.battery.status[0]).toBe(0)
    fork.tables.battery.status[0] = 4
    expect(restoreArena(SCHEMA, snapshot).tables.battery.status[0]).toBe(0)
  })

  it('copies in one step as by a snapshot, and leaves its owner room for a head', () => {
    const arena = growArena(createArena(SCHEMA, new ArrayBuffer(512), 16), { battery: 9 })
    arena.tables.battery.energyMilliWh.set([1, 2, 3])
    const copy = copyArena(arena)
    expect(copy.tables).toEqual(arena.tables)
    copy.tables.battery.energyMilliWh[0] = 4
    expect(arena.tables.battery.energyMilliWh[0]).toBe(1)
    const headed = snapshotArena(arena, 24)
    expect(headed.slice(24)).toEqual(snapshotArena(arena))
    expect(restoreArena(SCHEMA, headed, 24).tables).toEqual(arena.tables)
    expect(checkSnapshot(SCHEMA, headed)?.code).toBe('snapshot-magic')
  })

  it('refuses with a reason what it cannot read', () => {
    const good = snapshotArena(createArena(SCHEMA))
    const spoil = (word: number, value: number): ArrayBuffer => {
      const copy = good.slice(0)
      new Uint32Array(copy)[word] = value
      return copy
    }
    const codeOf = (snapshot: ArrayBuffer): string | undefined => checkSnapshot(SCHEMA, snapshot)?.code
    expect(codeOf(good)).toBeUndefined()
    expect(codeOf(new ArrayBuffer(8))).toBe('snapshot-short')
    expect(codeOf(good.slice(0, 16))).toBe('snapshot-short')
    expect(codeOf(spoil(0, 1))).toBe('snapshot-magic')
    expect(codeOf(spoil(1, 99))).toBe('snapshot-version')
    expect(codeOf(spoil(4, 77))).toBe('snapshot-length')
    expect(codeOf(good.slice(0, good.byteLength - 8))).toBe('snapshot-length')
    expect(checkSnapshot({ ...SCHEMA, site: { rows: 2, columns: { kind: 'u8' } } }, good)?.code).toBe('snapshot-schema')
    expect(() => restoreArena(SCHEMA, spoil(1, 99))).toThrow('snapshot-version')
  })
})
