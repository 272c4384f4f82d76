/** Unit and integration tests run as native ES modules, transformed by SWC, straight from the TypeScript sources. */
export default {
  testEnvironment: 'node',
  testEnvironmentOptions: { customExportConditions: ['source', 'node', 'node-addons'] },
  extensionsToTreatAsEsm: ['.ts'],
  transform: {
    '^.+\\.ts$': [
      '@swc/jest',
      {
        jsc: {
          target: 'es2022',
          parser: { syntax: 'typescript', decorators: true },
          transform: { legacyDecorator: true, decoratorMetadata: true },
          experimental: { keepImportAttributes: true },
        },
        module: { type: 'es6' },
        sourceMaps: 'inline',
      },
    ],
  },
  globalSetup: '<rootDir>/test/setup/global-setup.mjs',
  globalTeardown: '<rootDir>/test/setup/global-teardown.mjs',
  testMatch: ['<rootDir>/{apps,libs,test}/**/*.test.ts'],
  testPathIgnorePatterns: ['/node_modules/', '/dist/'],
  modulePathIgnorePatterns: ['<rootDir>/dist/', '<rootDir>/.laufzettel/'],
  // Far above what any test takes: a machine that is busy with something else must not decide.
  testTimeout: 90_000,
  // Set by `npm test`, which adds up several runs.
  reporters: process.env.LAUFZETTEL_TEST_COUNTS
    ? ['default', '<rootDir>/scripts/toolchain/count-reporter.mjs']
    : ['default'],
};
