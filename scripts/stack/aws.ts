import { spawnSync } from 'node:child_process'
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { homedir } from 'node:os'
import { join } from 'node:path'
import { awsSeed } from './aws-demo.ts'
import { portsOf, type StackName } from './ports.ts'
import { type Part, startPart } from './processes.ts'

export const motoMissing =
  'The simulated AWS is not started: no Python with moto 5 was found. Everything else works, and AWS answers as if it were down. ' +
  "Get it with: pip install 'moto[server]'"

/** Starts AWS if moto is installed: S3, EC2 and EKS on a port without permission checks, STS and IAM on a port with them. */
export function startAws(name: StackName, folder: string): Part | undefined {
  const python = findMoto()
  if (!python) return undefined
  const ports = portsOf(name)
  const open = String(ports['simulated AWS'])
  const checked = String(ports['simulated AWS identities'])
  return startPart('simulated AWS', python, [join(import.meta.dirname, 'simulated_aws.py'), open, checked], {
    log: join(folder, 'aws.log'),
    // A person's own AWS settings could lead moto to the real AWS.
    env: {
      // Terraform attaches them to the roles of a cluster.
      MOTO_IAM_LOAD_MANAGED_POLICIES: 'true',
      // Not in a file, because no file of a stack may hold keys.
      SEED: JSON.stringify(awsSeed),
      AWS_CONFIG_FILE: '/dev/null',
      AWS_SHARED_CREDENTIALS_FILE: '/dev/null',
      PYTHONDONTWRITEBYTECODE: '1',
    },
  })
}

const versionCheck = `
from importlib.metadata import version
from importlib.util import find_spec
raise SystemExit(not (int(version('moto').split('.')[0]) == 5 and find_spec('flask')))
`
const hasMoto = (python: string): boolean =>
  spawnSync(python, ['-c', versionCheck], { stdio: 'ignore' }).status === 0

/** The first Python that can import moto: those on PATH, moto_server's, pyenv's. */
export function findMoto(): string | undefined {
  const path = (process.env.PATH ?? '').split(':').filter(Boolean)
  const servers = path.map((folder) => join(folder, 'moto_server')).filter((file) => existsSync(file))
  const versions = join(process.env.PYENV_ROOT ?? join(homedir(), '.pyenv'), 'versions')
  const pyenv = existsSync(versions)
    ? readdirSync(versions).map((version) => join(versions, version, 'bin'))
    : []
  return [
    'python3',
    'python',
    ...servers.flatMap((file) => readFileSync(file, 'utf8').match(/^#!(\S*python\S*)\n/)?.[1] ?? []),
    ...pyenv.filter((bin) => existsSync(join(bin, 'moto_server'))).map((bin) => join(bin, 'python')),
  ].find(hasMoto)
}
