import { expect, test } from 'vitest'
import packageJson from '../package.json' with { type: 'json' }
import { packagesOfWeb } from './import-graph.ts'
import { deployedDependencies } from './production-package.ts'

const all = { ...packageJson.dependencies, ...packageJson.devDependencies } as Record<string, string>

test('package.json has every package that the pages use', () => {
  expect([...packagesOfWeb()].filter((name) => !all[name])).toEqual([])
})

// Vite bundles them, so they are development dependencies, and `npm audit --omit=dev` does not see them.
test('what browsers get counts as deployed, with the version of package.json', () => {
  const deployed = deployedDependencies()
  for (const name of ['react', 'react-router', 'firebase', '@scalar/api-reference', 'tailwindcss'])
    expect(deployed[name], name).toBe(all[name])
})

test('tools do not count as deployed', () => {
  const deployed = deployedDependencies()
  for (const name of ['vite', 'vitest', 'typescript', 'newman'])
    expect(deployed, name).not.toHaveProperty(name)
})
