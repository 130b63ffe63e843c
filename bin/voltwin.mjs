#!/usr/bin/env node
import { register } from 'tsx/esm/api'
import { runWithHugePages } from './huge-pages.mjs'

// Only a bench is started twice: who stops a run by its process stops it at once.
const status = process.argv[2] === 'bench' ? await runWithHugePages() : null
if (status === null) {
  register()
  await import('../cli/main.ts')
} else process.exitCode = status
