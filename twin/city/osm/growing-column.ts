/** A typed column that grows by doubling while a file of unknown size is read. */
export class GrowingColumn<T extends Float64Array | Int32Array | Uint32Array | Uint8Array | Int8Array> {
  length = 0
  private data: T
  private readonly create: (length: number) => T

  constructor(create: (length: number) => T) {
    this.create = create
    this.data = create(1024)
  }

  push(value: number): void {
    if (this.length === this.data.length) this.grow()
    this.data[this.length] = value
    this.length += 1
  }

  /** The value pushed last; the column must not be empty. */
  last(): number {
    return this.data[this.length - 1]
  }

  /** A copy that is exactly as long as the column. */
  toArray(): T {
    const exact = this.create(this.length)
    exact.set(this.data.subarray(0, this.length))
    return exact
  }

  private grow(): void {
    const larger = this.create(this.data.length * 2)
    larger.set(this.data)
    this.data = larger
  }
}

export const growFloat64 = (): GrowingColumn<Float64Array> => new GrowingColumn((length) => new Float64Array(length))
export const growInt32 = (): GrowingColumn<Int32Array> => new GrowingColumn((length) => new Int32Array(length))
export const growUint32 = (): GrowingColumn<Uint32Array> => new GrowingColumn((length) => new Uint32Array(length))
export const growUint8 = (): GrowingColumn<Uint8Array> => new GrowingColumn((length) => new Uint8Array(length))
export const growInt8 = (): GrowingColumn<Int8Array> => new GrowingColumn((length) => new Int8Array(length))
