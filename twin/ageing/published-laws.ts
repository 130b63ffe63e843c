import type { AgeingLaw } from './law.ts'
import { lfpGr250AhPrismatic } from './lfp-gr-250ah-prismatic.ts'
import { lfpGrSonyMurata3Ah } from './lfp-gr-sony-murata-3ah.ts'
import { lmoGrNissanLeaf66Ah2ndLife } from './lmo-gr-nissan-leaf-66ah-2nd-life.ts'
import { ncaGrPanasonic3Ah } from './nca-gr-panasonic-3ah.ts'
import { ncaGrSiSonyMurata2p5Ah } from './nca-grsi-sony-murata-2p5ah.ts'
import { nmcGr50AhB1 } from './nmc-gr-50ah-b1.ts'
import { nmcGr50AhB2 } from './nmc-gr-50ah-b2.ts'
import { nmcGr75AhA } from './nmc-gr-75ah-a.ts'
import { nmcLto10Ah } from './nmc-lto-10ah.ts'
import { nmc111GrKokam75Ah } from './nmc111-gr-kokam-75ah.ts'
import { nmc111GrSanyo2Ah } from './nmc111-gr-sanyo-2ah.ts'
import { nmc622GrDenso50Ah } from './nmc622-gr-denso-50ah.ts'
import { nmc811GrSiLgM505Ah } from './nmc811-grsi-lgm50-5ah.ts'
import { nmc811GrSiLgMj14Ah } from './nmc811-grsi-lgmj1-4ah.ts'

/** Every law that the program has. A new law is a file beside this one and an entry at the end: fact rows store the index. */
export const ageingLaws: readonly AgeingLaw[] = [
  lfpGr250AhPrismatic,
  ncaGrPanasonic3Ah,
  nmc111GrKokam75Ah,
  lfpGrSonyMurata3Ah,
  lmoGrNissanLeaf66Ah2ndLife,
  ncaGrSiSonyMurata2p5Ah,
  nmcGr50AhB1,
  nmcGr50AhB2,
  nmcGr75AhA,
  nmc111GrSanyo2Ah,
  nmc622GrDenso50Ah,
  nmc811GrSiLgM505Ah,
  nmc811GrSiLgMj14Ah,
  nmcLto10Ah,
]
