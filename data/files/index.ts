export { createParquetSink, writeParquet, type ParquetSink } from './parquet-write.ts'
export { readParquet, type ByteSource } from './parquet-read.ts'
export { writeCsv, writeCsvHeader, writeCsvRows } from './csv-write.ts'
export { readCsv } from './csv-read.ts'
