export { writeArrow } from './write.ts'
export { readArrow } from './read.ts'
