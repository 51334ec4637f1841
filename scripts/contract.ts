import { spawnSync } from 'node:child_process'
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import openapiTypescript, { astToString } from 'openapi-typescript'
import { parse, stringify } from 'yaml'
import { withoutProtocols } from './client-openapi.ts'
import { openapi, type Place, placeholders } from './openapi.ts'

const root = join(import.meta.dirname, '..')

const header = `# Written by \`npm run contract\` from contract/*.ts. Do not edit.
# For Cloud Endpoints (ESPv2). \`npm run deploy\` fills in a project's values for PROJECT_ID, PROJECT_NUMBER and REGION.
# Extensions as documented for OpenAPI 3.x: https://docs.cloud.google.com/endpoints/docs/openapi/oasv3-extensions
`

export const openapiYaml = (place: Place) =>
  header + stringify(openapi(place), { lineWidth: 110, aliasDuplicateObjects: false })

const clientTypes = async (yaml: string) =>
  `// Written by \`npm run contract\` from contract/*.ts. Do not edit.\n\n${astToString(
    await openapiTypescript(yaml, { alphabetize: false, defaultNonNullable: false, silent: true }),
  )}`

const read = (path: string) => {
  try {
    return readFileSync(join(root, path), 'utf8')
  } catch {
    return undefined
  }
}

/** The variables stop Redocly's update check and telemetry. */
const lint = () =>
  spawnSync('redocly', ['lint', 'openapi.yaml', '--config', 'redocly.yaml'], {
    cwd: root,
    encoding: 'utf8',
    env: {
      ...process.env,
      PATH: `${join(root, 'node_modules/.bin')}:${process.env.PATH}`,
      REDOCLY_TELEMETRY: 'off',
      REDOCLY_SUPPRESS_UPDATE_NOTICE: 'true',
    },
  })

if (import.meta.main) {
  const isCheck = process.argv.includes('--check')
  const yaml = openapiYaml(placeholders)
  // Only here, because a deployment imports this file and needs no converter.
  const { postmanFiles } = await import('./postman.ts')
  const files = {
    'openapi.yaml': yaml,
    'web/src/lib/api.gen.ts': await clientTypes(stringify(withoutProtocols(parse(yaml)))),
    ...(await postmanFiles(parse(yaml))),
  }
  const stale = Object.entries(files).filter(([path, text]) => read(path) !== text)
  for (const [path, text] of isCheck ? [] : stale) {
    mkdirSync(dirname(join(root, path)), { recursive: true })
    writeFileSync(join(root, path), text)
  }
  for (const [path] of stale)
    console.log(isCheck ? `${path} differs from contract/: run npm run contract` : `wrote ${path}`)
  const { status, stdout, stderr } = lint()
  if (status !== 0) console.error(stdout + stderr)
  process.exitCode = status !== 0 || (isCheck && stale.length > 0) ? 1 : 0
}
