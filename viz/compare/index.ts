export { CompareRoom as Room } from './compare-room.tsx'
