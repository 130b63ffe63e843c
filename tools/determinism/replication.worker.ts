import { expose } from 'comlink'
import { liveReplication } from '../../tests/reference-run.ts'

expose({ live: liveReplication })
