import { cpSync } from 'node:fs'
import { join } from 'node:path'
import {
  debianPackages,
  findOnPath,
  linkTool,
  type Program,
  pythonEnvironment,
  runCommand,
} from './program.ts'

const proxyFiles = join(import.meta.dirname, 'proxy')

/** npm compares each package with the hash of the lock file. */
const installProxy = async (folder: string) => {
  const home = join(folder, 'proxy')
  cpSync(proxyFiles, home, { recursive: true })
  await runCommand('npm', ['ci', '--ignore-scripts', '--omit=dev', '--loglevel=error'], { cwd: home })
  linkTool(
    'configurable-http-proxy',
    join(home, 'node_modules/configurable-http-proxy/bin/configurable-http-proxy'),
  )
  linkTool('jupyterhub', join(folder, 'bin/jupyterhub'))
}

export const jupyterhub: Program = {
  name: 'JupyterHub',
  // A hub without its proxy does not start.
  find: () => (findOnPath('configurable-http-proxy') ? findOnPath('jupyterhub') : undefined),
  ways: [
    pythonEnvironment({
      name: 'jupyterhub',
      versions: ['3.12', '3.11'],
      requirements: 'jupyterhub.txt',
      pipOptions: ['--require-hashes'],
      finish: installProxy,
    }),
    debianPackages('jupyterhub', 'jupyter-notebook', 'python3-ipykernel'),
  ],
  missing:
    'Sandbox clusters have no JupyterHub: it was not found on PATH with configurable-http-proxy. Everything else works. ' +
    'Get it with Python 3.11 or 3.12 and a network, or on Debian: apt-get install jupyterhub jupyter-notebook python3-ipykernel',
}
