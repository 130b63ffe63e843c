/**
 * Identity of an entity from its name, u32, the same on every machine and in every scenario.
 * A trailing number (up to nine digits) is added to the hash of what stands before it, so that `battery-1` … `battery-999999999` never share an id;
 * names with other beginnings may (chance about n/2³² for n numbered neighbours), and such two would share their luck within one stream.
 */
export function stableId(name: string): number {
  let start = name.length
  while (start > 0 && name.length - start < 9 && isDigit(name.charCodeAt(start - 1))) start--
  const digits = name.length - start
  // `a-01` is not `a-1`: a leading zero makes the count of digits part of the name.
  const padded = digits > 1 && name.charCodeAt(start) === 48 ? digits : 0
  let hash = 0x811c9dc5 ^ (digits > 0 ? 1 + padded : 0)
  for (let i = 0; i < start; i++) hash = mixUnit(hash, name.charCodeAt(i))
  return (mixWord(hash ^ start) + (digits > 0 ? Number(name.slice(start)) : 0)) >>> 0
}

function isDigit(code: number): boolean {
  return code >= 48 && code <= 57
}

/** FNV-1a over the two bytes of a UTF-16 unit (G. Fowler, L. C. Noll, K.-P. Vo). */
function mixUnit(hash: number, unit: number): number {
  return Math.imul(Math.imul(hash ^ (unit & 0xff), 0x01000193) ^ (unit >>> 8), 0x01000193)
}

/** MurmurHash3's last step (A. Appleby): a bijection of 32-bit words in which every bit reaches every bit. */
export function mixWord(word: number): number {
  let mixed = word
  mixed = Math.imul(mixed ^ (mixed >>> 16), 0x85ebca6b)
  mixed = Math.imul(mixed ^ (mixed >>> 13), 0xc2b2ae35)
  return (mixed ^ (mixed >>> 16)) >>> 0
}
