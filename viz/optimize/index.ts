export { OptimizeRoom as Room } from './optimize-room.tsx'
