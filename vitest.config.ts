import { defineConfig } from 'vitest/config';

/**
 * One runner, five kinds of test. `rules` needs nothing; the others need the test cluster (globalSetup). Files
 * of one kind share the modules their worker has read: a test that leaves something behind in a module is a fault of
 * the module.
 */
const cluster = {
  globalSetup: ['packages/testing/src/vitest-cluster.ts'],
  pool: 'forks' as const,
  testTimeout: 60_000,
  // a page on a busy machine: what is polled for comes, only later
  expect: { poll: { timeout: 20_000 } },
  hookTimeout: 180_000,
};
const storeSuite = ['packages/fhir-store/**/*.store.test.ts'];
const withDatabase = [
  '**/operations/**/*.test.ts',
  '**/subscriptions/**/*.test.ts',
  '**/*.db.test.ts',
  'systems/*/*/stories/**/*.test.ts',
];
const never = ['**/node_modules/**', '**/data/**', '**/dist/**'];

export default defineConfig({
  test: {
    maxWorkers: 2,
    projects: [
      {
        test: {
          name: 'rules',
          include: ['{packages,national,systems,apps,tools,bench}/**/*.test.{ts,mjs}'],
          exclude: [...never, ...storeSuite, ...withDatabase, '**/*.crash.test.ts'],
          isolate: false,
          // the table of all characters alone takes a second to make, on a busy machine five
          testTimeout: 30_000,
        },
      },
      { test: { name: 'operations', include: withDatabase, exclude: never, ...cluster, isolate: false } },
      { test: { name: 'store', include: storeSuite, exclude: never, ...cluster } },
      {
        test: {
          name: 'stories',
          include: ['{stories,conformance}/**/*.test.ts'],
          exclude: [...never, '**/*.crash.test.ts'],
          ...cluster,
          isolate: false,
          testTimeout: 180_000,
          hookTimeout: 180_000,
        },
      },
      {
        test: {
          name: 'crash',
          include: ['**/*.crash.test.ts'],
          exclude: never,
          pool: 'forks',
          testTimeout: 900_000,
          hookTimeout: 120_000,
        },
      },
    ],
  },
});
