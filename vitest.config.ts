import { defineConfig } from 'vitest/config'

export default defineConfig({
  test: {
    include: ['{data,sim,twin,scenarios,viz,cli,tests}/**/*.test.ts'],
    testTimeout: 60_000,
    hookTimeout: 60_000,
  },
})
