/**
 * The import rule of docs/architecture.md as a test: apps → adapters → runtime → engine, contracts beside, nothing
 * points up, adapters do not see each other. Each message says what to do instead.
 */
const adapters = 'store|queue|connectors|documents|invoices|intake|mail|participation|payments|identity|camunda7';
module.exports = {
  forbidden: [
    {
      name: 'engine-is-pure',
      comment: 'libs/engine imports nothing: no node:, no npm, no other room. Take what you need through StepContext.',
      severity: 'error',
      from: { path: '^libs/engine/src', pathNot: '\\.test\\.ts$' },
      to: { pathNot: '^libs/engine/src' },
    },
    {
      name: 'contracts-import-nothing',
      comment:
        'libs/contracts is shared with the browser and imports nothing. Declare the shape there, map it in an app.',
      severity: 'error',
      from: { path: '^libs/contracts/src' },
      to: { pathNot: '^libs/contracts/src' },
    },
    {
      name: 'sentences-import-nothing',
      comment: 'libs/sentences is shared with the browser and imports nothing. Hand it plain data.',
      severity: 'error',
      from: { path: '^libs/sentences/src', pathNot: '\\.test\\.ts$' },
      to: { pathNot: '^libs/sentences/src' },
    },
    {
      name: 'languages-stay-below-runtime',
      comment:
        'expressions, bpmn and dmn know only the engine (and dmn the expressions). Move the use case into runtime.',
      severity: 'error',
      from: { path: '^libs/(expressions|bpmn|dmn|scenarios)/src', pathNot: '\\.test\\.ts$' },
      to: { path: '^(libs|apps)/', pathNot: '^libs/(expressions|bpmn|dmn|scenarios|engine|sentences)/src' },
    },
    {
      name: 'runtime-points-down',
      comment: 'runtime owns ports; an adapter implements them. Declare a port in runtime and bind it in an app.',
      severity: 'error',
      from: { path: '^libs/runtime/src', pathNot: '\\.test\\.ts$' },
      to: { path: '^(libs|apps)/', pathNot: '^libs/(runtime|engine|expressions|bpmn|dmn|contracts|sentences)/src' },
    },
    {
      name: 'adapters-do-not-see-each-other',
      comment: 'Adapters meet in runtime ports or in an app. Move the shared piece to runtime or bind it in apps/.',
      severity: 'error',
      from: { path: `^libs/(${adapters})/src`, pathNot: '\\.test\\.ts$' },
      to: { path: `^libs/(${adapters})/src`, pathNot: '^libs/$1/src' },
    },
    {
      name: 'libs-do-not-import-apps',
      comment: 'Nothing points up: a lib never imports an app. Move the code into a room below.',
      severity: 'error',
      from: { path: '^libs/' },
      to: { path: '^apps/' },
    },
    {
      name: 'partners-are-never-product',
      comment: 'Stand-ins speak HTTP and are started beside the product; call them over the wire, do not import them.',
      severity: 'error',
      from: { pathNot: '^(apps/partners|test)/' },
      to: { path: '^apps/partners/' },
    },
    {
      name: 'testkit-only-in-tests',
      comment: 'testkit is for tests. Move what the product needs into the room it belongs to.',
      severity: 'error',
      from: { path: '^(apps|libs)/', pathNot: ['\\.test\\.ts$', '^libs/testkit/'] },
      to: { path: '^libs/testkit/' },
    },
    {
      name: 'only-queue-knows-bullmq',
      comment: 'libs/queue is the only place that imports bullmq. Use the JobQueue port of runtime.',
      severity: 'error',
      from: { pathNot: ['^libs/queue/', '^test/'] },
      to: { path: 'node_modules/bullmq' },
    },
    {
      name: 'web-sees-contracts-only',
      comment:
        'The browser app shares shapes (libs/contracts) and sentences (libs/sentences) with the server, nothing else.',
      severity: 'error',
      from: { path: '^apps/web/' },
      to: { path: '^(libs|apps)/', pathNot: '^(libs/(contracts|sentences)|apps/web)/' },
    },
    {
      name: 'no-cycles',
      comment: 'Two files that need each other are one concept or need a third. Split or merge them.',
      severity: 'error',
      from: {},
      to: { circular: true, viaOnly: { dependencyTypesNot: ['type-only'] } },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    enhancedResolveOptions: { conditionNames: ['source', 'import', 'node', 'default'], exportsFields: ['exports'] },
  },
};
