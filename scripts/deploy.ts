import { spawn } from 'node:child_process'
import { cpSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import packageJson from '../package.json' with { type: 'json' }
import { openapiYaml } from './contract.ts'
import { runnerFolder, runnerPlatforms } from './deployment/runners.ts'
import { staging, type Target } from './deployment/target.ts'
import { type Step, steps } from './deployment.ts'

const root = join(import.meta.dirname, '..')
/** Cloud Build and Cloud Functions have quotas by the minute; more simultaneous commands would only wait. */
const maxParallel = 6

const gatewayDockerfile = `FROM gcr.io/endpoints-release/endpoints-runtime-serverless:2
USER root
ENV ENDPOINTS_SERVICE_PATH=/etc/endpoints/service.json
COPY service.json /etc/endpoints/service.json
RUN chown -R envoy:envoy /etc/endpoints && chmod -R 755 /etc/endpoints
USER envoy
ENTRYPOINT ["/env_start_proxy.py"]
`

/** Copies the files to upload: the compiled functions, the gateway and the runners. */
const stage = (target: Target) => {
  const folder = (name: string) => join(root, staging, name)
  rmSync(folder('.'), { recursive: true, force: true })
  for (const name of ['functions', 'gateway', ...runnerPlatforms.map(runnerFolder)])
    mkdirSync(folder(name), { recursive: true })
  cpSync(join(root, 'dist'), folder('functions/dist'), { recursive: true })
  cpSync(join(root, 'package-lock.json'), folder('functions/package-lock.json'))
  // The build in the cloud would run a `build` script; an empty `gcp-build` skips the build.
  const manifest = { ...packageJson, scripts: { 'gcp-build': '' }, engines: { node: '24.x' } }
  writeFileSync(folder('functions/package.json'), `${JSON.stringify(manifest, null, 2)}\n`)
  writeFileSync(folder('functions/.npmrc'), 'omit=dev\n')
  writeFileSync(folder('gateway/Dockerfile'), gatewayDockerfile)
  for (const platform of runnerPlatforms) {
    const into = folder(runnerFolder(platform))
    // `gcloud run jobs deploy --source` takes no build arguments.
    const dockerfile = readFileSync(join(root, 'clusters/Dockerfile'), 'utf8')
    writeFileSync(join(into, 'Dockerfile'), dockerfile.replace(/^ARG PLATFORM$/m, `ARG PLATFORM=${platform}`))
    for (const path of [
      'package.json',
      'package-lock.json',
      'contract',
      'clusters/runner',
      'clusters/shared',
      `clusters/${platform}`,
    ])
      cpSync(join(root, path), join(into, path), { recursive: true })
  }
  writeFileSync(folder('openapi.yaml'), openapiYaml(target))
}

const run = (command: string) =>
  new Promise<void>((resolve, reject) => {
    const child = spawn('bash', ['-euo', 'pipefail', '-c', command], {
      cwd: root,
      stdio: ['ignore', 'inherit', 'inherit'],
      env: { ...process.env, PATH: `${join(root, 'node_modules/.bin')}:${process.env.PATH}` },
    })
    child.once('error', reject)
    child.once('exit', (code) => (code === 0 ? resolve() : reject(new Error(`Failed: ${command}`))))
  })

const runStep = async ({ commands, parallel }: Step) => {
  const waiting = [...commands]
  const work = async () => {
    for (let next = waiting.shift(); next; next = waiting.shift()) await run(next)
  }
  await Promise.all(Array.from({ length: parallel ? maxParallel : 1 }, work))
}

const print = (all: readonly Step[]) => {
  console.log('set -euo pipefail')
  for (const { title, commands } of all) console.log(`\n# ${title}\n${commands.join('\n')}`)
}

const variable = (name: string, placeholder?: string) => {
  const value = process.env[name] ?? placeholder
  if (!value) throw new Error(`${name} is not set (docs/deployment.md).`)
  return value
}

if (import.meta.main) {
  const printing = process.argv.includes('--print')
  const read = (name: string) => variable(name, printing ? name : undefined)
  const target: Target = {
    projectId: read('PROJECT_ID'),
    projectNumber: read('PROJECT_NUMBER'),
    region: read('REGION'),
    apiKey: read('FIREBASE_API_KEY'),
    mailFrom: read('LABSEAT_MAIL_FROM'),
    // Cloud Build passes an unset variable as an empty string.
    awsRole: process.env.LABSEAT_AWS_ROLE || undefined,
    awsAudience: process.env.LABSEAT_AWS_AUDIENCE || undefined,
  }
  if (printing) print(steps(target))
  else if (process.argv.includes('--stage')) stage(target)
  else
    for (const step of steps(target)) {
      console.log(`\n# ${step.title}`)
      await runStep(step)
    }
}
