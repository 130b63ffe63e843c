export { Room } from './live-room.tsx'
import './live.css'
