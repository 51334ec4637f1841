import { spawnSync } from 'node:child_process'
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { homedir } from 'node:os'
import { join } from 'node:path'
import { type Program, pythonEnvironment, toolsFolder } from './program.ts'

const versionCheck = `
from importlib.metadata import version
from importlib.util import find_spec
raise SystemExit(not (int(version('moto').split('.')[0]) == 5 and find_spec('flask')))
`
const hasMoto = (python: string): boolean =>
  spawnSync(python, ['-c', versionCheck], { stdio: 'ignore' }).status === 0

/** The first Python that can import moto: those on PATH, moto_server's, pyenv's, Labseat's own. */
export function findMoto(tools = toolsFolder): string | undefined {
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
    join(tools, 'moto/bin/python'),
  ].find(hasMoto)
}

export const moto: Program = {
  name: 'moto',
  find: findMoto,
  ways: [
    pythonEnvironment({
      name: 'moto',
      versions: ['3.13', '3.12', '3.11'],
      requirements: 'moto.txt',
      // The file lists every package, so pip must choose none.
      pipOptions: ['--no-deps'],
      finish: async () => {},
    }),
  ],
  missing:
    'The simulated AWS is not started: no Python with moto 5 was found. Everything else works, and AWS answers as if it were down. ' +
    "Get it with: pip install 'moto[server]'",
}
