export { LearnRoom as Room } from './learn-room.tsx'
