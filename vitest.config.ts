import { defineConfig } from 'vitest/config'

const limits = { testTimeout: 120_000, hookTimeout: 180_000, setupFiles: ['tests/setup-chance.ts'] }

export default defineConfig({
  test: {
    projects: [
      {
        test: {
          name: 'rooms',
          include: ['{data,sim,twin,optimize,ml,scenarios,viz,cli,tests}/**/*.test.ts'],
          exclude: ['tests/browser/**'],
          ...limits,
        },
      },
      {
        // These share one build and one browser machine: side by side they would only slow each other down.
        test: {
          name: 'browser',
          include: ['tests/browser/**/*.test.ts'],
          globalSetup: ['tests/browser/build-pages.ts'],
          fileParallelism: false,
          testTimeout: 180_000,
          hookTimeout: 180_000,
          // As patient as the waits of a page: a machine may be busy with other things.
          expect: { poll: { timeout: 30_000 } },
        },
      },
    ],
  },
})
