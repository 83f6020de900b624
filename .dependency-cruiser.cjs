/** The direction of imports: four floors, rooms that never meet, front doors only. `npm run boundaries` proves that it sees. */
const tests = '\\.test\\.tsx?$';
const room = '^systems/[^/]+/[^/]+/';
const forbid = (name, comment, from, to) => ({ name, comment, severity: 'error', from, to });

module.exports = {
  forbidden: [
    forbid(
      'engines-know-no-country',
      'packages/ knows FHIR and protocols; no country, no ward',
      { path: '^packages/' },
      { path: '^(national|systems|apps|stories|bench|conformance)/' },
    ),
    forbid(
      'national-knows-no-workflow',
      'national/ is data and rules of the country; rooms use it, not the other way round',
      { path: '^national/' },
      { path: '^(systems|apps|stories|bench|conformance)/' },
    ),
    forbid(
      'systems-never-meet',
      'not even types: what two rooms need moves down a floor',
      { path: '^systems/([^/]+/[^/]+)/' },
      { path: '^systems/', pathNot: '^systems/$1/' },
    ),
    forbid(
      'nobody-imports-apps',
      'the assembly knows all rooms; nobody knows the assembly',
      { path: '^(packages|national|systems)/' },
      { path: '^(apps|stories|bench|conformance)/' },
    ),
    forbid(
      'apps-use-the-door',
      'a room is entered by index.ts, or by screens/index.ts',
      { path: '^(apps|conformance)/' },
      { path: '^systems/', pathNot: '^systems/[^/]+/[^/]+/(index|screens/index)\\.ts$' },
    ),
    forbid(
      'stories-use-the-door',
      'as apps do; a story or a bench may also play with the invented people of a room',
      { path: '^(stories|bench)/' },
      { path: '^systems/', pathNot: '^systems/[^/]+/[^/]+/(index|screens/index|stories/index)\\.ts$' },
    ),
    forbid(
      'apps-meet-at-the-door',
      'one app uses another by its index.ts',
      { path: '^((?:apps/[^/]+|stories|bench|conformance)/)' },
      { path: '^apps/', pathNot: ['^$1', '^apps/[^/]+/src/index\\.ts$'] },
    ),
    forbid(
      'the-judge-shares-no-code',
      'conformance/expected decides what a search must return: from the definitions alone',
      { path: '^conformance/expected/' },
      {
        path: '^(packages|national|systems|apps|conformance)/',
        pathNot: '^(packages/fhir-definitions/src/index\\.ts$|conformance/(expected/|json\\.ts))',
      },
    ),
    forbid(
      'judged-from-outside',
      'the conformance run knows packages and apps by their doors',
      { path: '^conformance/' },
      { path: '^(packages|national|apps)/', pathNot: '^(packages|national|apps)/[^/]+/src/index\\.ts$' },
    ),
    forbid(
      'the-inspector-shares-no-code',
      'what holds written claims against the standard knows nothing of the room that writes them',
      { path: '^tools/check-claim-tables' },
      { path: '^(packages|national|systems|apps)/' },
    ),
    forbid(
      'front-door-only',
      'a package is used by what its src/index.ts names; what draws stands behind src/react/index.ts',
      { path: '^([^/]+/[^/]+)/' },
      { path: '^(packages|national)/', pathNot: ['^$1/', '^(packages|national)/[^/]+/src/(react/)?index\\.ts$'] },
    ),
    forbid(
      'rules-are-pure',
      'a decision gets values and gives a value',
      { path: `${room}rules/`, pathNot: tests },
      { path: ['^packages/(fhir-store|exchange|jobs|access|database|testing)/', `${room}(operations|subscriptions)/`] },
    ),
    forbid(
      'rules-do-no-io',
      'no files, no network, no clock',
      { path: `${room}rules/`, pathNot: tests },
      { dependencyTypes: ['core'] },
    ),
    forbid(
      'server-never-loads-screens',
      'React stays in the browser',
      { path: '^(apps/server|systems/[^/]+/[^/]+/(index\\.ts|operations|subscriptions|exchange|reports))' },
      { path: [`${room}screens/`, 'node_modules/react', '^packages/[^/]+/src/react/'] },
    ),
    forbid(
      'tests-only-in-tests',
      'the test kit never ships',
      {
        path: '^(packages|national|systems|apps)/',
        pathNot: ['\\.test\\.tsx?$', '^packages/testing/', '/stories/', '/open-test-[^/]+\\.ts$'],
      },
      { path: '^packages/testing/' },
    ),
    forbid(
      'no-cycle',
      'files that need each other are one file',
      {},
      {
        circular: true,
        viaOnly: { dependencyTypesNot: ['type-only'] },
      },
    ),
    forbid(
      'no-unresolved',
      'an import that leads nowhere; these two have types only, and the compiler finds them',
      {},
      {
        couldNotResolve: true,
        pathNot: '^(fhir/r4|pdfmake/interfaces)$',
      },
    ),
  ],
  options: {
    parser: 'swc',
    tsPreCompilationDeps: true,
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '(^|/)(generated|data|dist)/|^tools/boundary-canary/' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'node', 'default'],
      extensions: ['.ts', '.tsx', '.mjs', '.js', '.cjs', '.json'],
    },
  },
};
