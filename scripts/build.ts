import { spawnSync } from 'node:child_process'
import { rmSync } from 'node:fs'
import { join } from 'node:path'

// dist/ holds the compiled functions for the cloud; Firebase Hosting serves web/dist.
const root = join(import.meta.dirname, '..')
rmSync(join(root, 'dist'), { recursive: true, force: true })
for (const args of [
  ['typescript/bin/tsc', '-p', 'tsconfig.build.json'],
  ['vite/bin/vite.js', 'build', 'web'],
]) {
  const [script = '', ...scriptArguments] = args
  const command = [join(root, 'node_modules', script), ...scriptArguments]
  const { status } = spawnSync(process.execPath, command, { cwd: root, stdio: 'inherit' })
  if (status !== 0) process.exit(status ?? 1)
}
