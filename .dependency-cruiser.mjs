/** Which folder may know which. Each rule is one sentence for the person who broke it. */
const rule = (name, comment, from, to) => ({ name, comment, severity: 'error', from, to })
const TEST = '\\.test\\.ts$|testdata'

export default {
  forbidden: [
    rule(
      'no-circular',
      'Files that import each other can only be understood together: move what both need to a third.',
      {},
      { circular: true },
    ),
    {
      ...rule(
        'no-folder-cycles',
        'Folders that import each other are one folder: move what both need to a third, or hand it in as an argument.',
        {},
        { circular: true },
      ),
      scope: 'folder',
    },
    rule(
      'no-orphans',
      'Nothing imports this file: delete it, or connect it.',
      {
        orphan: true,
        pathNot: [
          TEST,
          '\\.d\\.ts$',
          'steps/run/cli\\.mjs',
          'steps/vocabulary/',
          'reports/format/allure-formatter\\.ts',
          '/generate[^/]*\\.ts$',
          'steps/run/measure',
        ],
      },
      {},
    ),
    rule(
      'no-dep-on-test',
      'A test is nobody’s dependency: move the helper out of it.',
      { pathNot: TEST },
      { path: '\\.test\\.ts$' },
    ),
    rule(
      'not-to-dev-dep',
      'What runs for a user may not need a development dependency.',
      { path: '^(steps|reference-controller|reports)', pathNot: `${TEST}|fixture|^steps/(mutation|versions)/` },
      {
        dependencyTypes: ['npm-dev'],
        dependencyTypesNot: ['type-only'],
        pathNot: ['node_modules/@types', '@cucumber/messages'],
      },
    ),
    rule(
      'steps-never-see-the-reference',
      'The suite judges the reference over the Kubernetes API; steps/target/reference.ts is the only bridge.',
      { path: '^(steps|reports)', pathNot: '^steps/target/reference\\.ts$' },
      { path: '^reference-controller' },
    ),
    rule(
      'the-bridge-uses-the-door',
      'The reference is entered by its door, reference-controller/index.ts.',
      { path: '^steps/target/reference\\.ts$' },
      { path: '^reference-controller/(?!index\\.ts$)' },
    ),
    rule(
      'the-reference-never-sees-the-suite',
      'The reference must run without the suite that judges it.',
      { path: '^reference-controller' },
      { path: '^(steps|reports|features)' },
    ),
    rule(
      'reports-read-evidence-only',
      'A report is made from files; what it needs must be recorded there.',
      { path: '^reports' },
      { path: '^(steps|reference-controller)' },
    ),
    rule(
      'vocabulary-speaks-to-the-world',
      'A step parses, calls the World and asks facts; it knows no target and no run.',
      { path: '^steps/vocabulary' },
      { path: '^steps/(target|run)' },
    ),
    rule(
      'vocabulary-sends-no-requests',
      'What a step does is a verb of the World, what it sees a fact of the trace: it knows no Kubernetes client.',
      { path: '^steps/vocabulary' },
      { path: '^steps/client' },
    ),
    rule(
      'world-knows-no-target',
      'A scenario never knows where it runs.',
      { path: '^steps/world' },
      { path: '^steps/(target|run|vocabulary)' },
    ),
    rule(
      'observe-only-observes',
      'Observers get the read side of the client, the trace and patience, nothing that acts.',
      { path: '^steps/observe' },
      { path: '^steps/(world|target|run|vocabulary|judge)' },
    ),
    rule(
      'facts-are-pure',
      'A fact is a question about a trace: no input, no output, no time.',
      { path: '^steps/observe/facts', pathNot: TEST },
      {
        path: '^steps/(patience|client/(api|index-not)\\.ts)|^node:',
        pathNot: '^steps/client/index\\.ts$',
        dependencyTypesNot: ['type-only'],
      },
    ),
    rule(
      'the-judge-is-pure',
      'A verdict is a function of the trace: no input, no output, no time, no cluster; only its corpus is kept in files.',
      { path: '^steps/judge', pathNot: `${TEST}|testing[^/]*\\.ts$|^steps/judge/corpus/` },
      {
        path: '^steps/judge/corpus|^steps/(?!judge|observe/(trace|changes|kinds|path|facts/))|^node:(?!crypto)|^(fs|http|net)$',
        dependencyTypesNot: ['type-only'],
        pathNot: '^steps/client/index\\.ts$',
      },
    ),
    rule(
      'patience-knows-only-the-clock',
      'Waits are numbers with names; they know nothing that is waited for.',
      { path: '^steps/patience', pathNot: TEST },
      { path: '^steps/(?!patience)' },
    ),
    rule(
      'client-knows-no-suite',
      'The client knows requests, not what they are for.',
      { path: '^steps/client', pathNot: TEST },
      { path: '^steps/(?!client)' },
    ),
    rule(
      'client-node-behind-its-door',
      'Loading @kubernetes/client-node takes half a second in each thread: import steps/client/kubeconfig dynamically, as steps/client/connect.ts does, or types only.',
      { path: '^(steps|reference-controller|reports)', pathNot: `${TEST}|^steps/client/kubeconfig/` },
      {
        path: '^steps/client/kubeconfig/|node_modules/(@kubernetes/client-node|openid-client)/',
        dependencyTypesNot: ['type-only', 'dynamic-import'],
      },
    ),
    rule(
      'targets-know-no-scenario',
      'A target starts a cluster and says what it can do; it knows no scenario.',
      { path: '^steps/target' },
      { path: '^steps/(world|vocabulary|run|observe)' },
    ),
    rule(
      'parity-asks-over-http',
      'The corpus is put to any server by its address: who starts it and what it is made of is the command’s business.',
      { path: '^steps/parity', pathNot: TEST },
      { path: '^steps/(?!parity|patience)' },
    ),
    rule(
      'decide-is-pure',
      'decide is a function of the snapshot and the time it is given.',
      { path: '^reference-controller/statefulset/decide', pathNot: TEST },
      { pathNot: ['^reference-controller/statefulset/decide'], dependencyTypesNot: ['type-only'] },
    ),
    rule(
      'act-knows-no-loop',
      'act carries out what was decided; who asked and why is not its business.',
      { path: '^reference-controller/statefulset/act' },
      { path: '^reference-controller/(statefulset/loop|api-server|node|volumes|endpoints|dns|disruption|gc)' },
    ),
    rule(
      'the-controller-knows-no-server',
      'The controller runs on any API server: it may not know that one is ours.',
      { path: '^reference-controller/statefulset' },
      { path: '^reference-controller/(api-server|node|volumes|endpoints|dns|disruption|gc|mutants)' },
    ),
    rule(
      'store-knows-no-kubernetes',
      'The store knows keys, revisions and values.',
      { path: '^reference-controller/api-server/store', pathNot: TEST },
      { pathNot: '^reference-controller/api-server/store' },
    ),
    rule(
      'resources-know-no-http',
      'What a resource is does not depend on how it is requested, nor on the kinds that are added while the server runs.',
      { path: '^reference-controller/api-server/resources', pathNot: TEST },
      { path: '^reference-controller/api-server/(http|custom-resources)' },
    ),
    rule(
      'the-server-uses-its-doors',
      'A folder of the API server is entered by its door, index.ts: what others need, it exports.',
      { path: '^(reference-controller/api-server/(?:http/)?[^/]+)/', pathNot: TEST },
      {
        path: '^reference-controller/api-server/(http/[^/]+|custom-resources)/(?!index\\.ts$)',
        pathNot: '^$1/|http/testing/',
      },
    ),
    rule(
      'parts-meet-over-http',
      'Parts of the cluster are API clients: they meet over HTTP, never by import.',
      { path: '^reference-controller/(node|volumes|endpoints|dns|disruption|gc|statefulset|client)/', pathNot: TEST },
      { path: '^reference-controller/api-server' },
    ),
    rule(
      'the-server-knows-no-client',
      'The API server does not know who talks to it.',
      { path: '^reference-controller/api-server', pathNot: TEST },
      { path: '^reference-controller/(client|node|volumes|endpoints|dns|disruption|gc|statefulset|mutants)' },
    ),
    rule(
      'the-control-endpoint-knows-no-cluster',
      'What a control does is handed in, so that every target can serve its controls by the same endpoint.',
      { path: '^reference-controller/control/', pathNot: TEST },
      { path: '^reference-controller/(api-server|node|volumes|endpoints|dns|disruption|gc|statefulset|mutants)' },
    ),
    rule(
      'mutants-wrap-decisions',
      'A mutant changes what is noticed, decided or done, as data; product code has no hooks for it.',
      { path: '^reference-controller/mutants', pathNot: TEST },
      {
        path: '^(steps|reports)|^reference-controller/(api-server|node|volumes|endpoints|dns|disruption|gc|statefulset/loop)',
        pathNot:
          'statefulset/loop/sets-to-enqueue|endpoints/endpoint-of|dns/record|disruption/budget-status|api-server/resources/definition',
      },
    ),
  ],
  options: {
    parser: 'swc',
    doNotFollow: { path: 'node_modules' },
    exclude: { path: 'reports/latest' },
    tsConfig: { fileName: 'tsconfig.json' },
    enhancedResolveOptions: { exportsFields: ['exports'], conditionNames: ['import', 'node', 'default'] },
  },
}
