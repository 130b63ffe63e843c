/** `segments.scooters.modeShares.box` → `Segments › scooters › mode shares › box`. */
export function sayPath(path: string): string {
  const parts = path
    .split('.')
    .map((part) => (part.includes('-') ? part : part.replace(/([a-z])([A-Z])/g, (_, a, b) => `${a} ${b.toLowerCase()}`)))
  const text = parts.join(' › ')
  return text.charAt(0).toUpperCase() + text.slice(1)
}
