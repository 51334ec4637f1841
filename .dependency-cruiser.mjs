const tests = '\\.test\\.tsx?$'

/** Files under `from` import files under these folders of the project, and no others. */
const layer = (from, ...allowed) => ({
  name: `${from.replaceAll('/', '-')}-imports-only-${allowed.map((folder) => folder.replaceAll('/', '-')).join('-')}`,
  severity: 'error',
  from: { path: `^${from}/`, pathNot: tests },
  to: {
    path: '^[a-z.]',
    pathNot: ['^node_modules/', ...[from, ...allowed].map((folder) => `^${folder}/`)],
    dependencyTypes: ['local'],
  },
})

/**
 * Imports go one way:
 * contract ← domain ← server ← functions | pubsub,, and in the web app lib ← locales ← ui ← features ← app.
 *
 * @type {import('dependency-cruiser').IConfiguration}
 */
export default {
  forbidden: [
    {
      name: 'no-cycles',
      comment: 'A cycle is allowed where one of its imports is of types only, or runs later (import()).',
      severity: 'error',
      from: {},
      to: { circular: true, viaOnly: { dependencyTypesNot: ['type-only', 'dynamic-import'] } },
    },
    layer('contract'),
    layer('domain', 'contract'),
    layer('server', 'domain', 'contract'),
    layer('functions', 'server', 'domain', 'contract'),
    layer('pubsub', 'server', 'domain', 'contract'),
    layer('clusters/runner', 'domain', 'contract'),
    layer('web/src', 'domain', 'contract'),
    layer('web/src/lib', 'domain', 'contract'),
    layer('web/src/locales', 'web/src/lib', 'domain', 'contract'),
    layer('web/src/ui', 'web/src/lib', 'web/src/locales', 'domain', 'contract'),
    {
      name: 'web-features-do-not-import-app',
      severity: 'error',
      from: { path: '^web/src/[^/]+/', pathNot: ['^web/src/app/', tests] },
      to: { path: '^web/src/(app/|main\\.tsx$)' },
    },
    {
      name: 'web-features-have-no-cycles',
      comment: 'What two features need moves down into web/src/ui or web/src/lib.',
      severity: 'error',
      scope: 'folder',
      from: { path: '^web/src/[^/]+$' },
      to: { circular: true },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    enhancedResolveOptions: { extensions: ['.ts', '.tsx', '.mjs', '.json'] },
  },
}
