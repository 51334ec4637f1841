import { randomBytes } from 'node:crypto'
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import * as z from 'zod'
import type { RunnerInputs } from '../../contract/runner.ts'
import type { Environment } from './environment.ts'
import { freePort } from './free-port.ts'
import type { Masker } from './mask.ts'
import { findOnPath } from './on-path.ts'
import type { Protocol } from './protocol.ts'

/** What Terraform needs to start and stop the JupyterHub of a sandbox: clusters/shared/apps/variables.tf. */
export type Hub = { url: string; folder: string; start: string[]; stop: string[] }

const programs = join(import.meta.dirname, '../sandbox/hub')
/** `refreshSeconds` is shorter than the life of an access token: access ends within five minutes. */
const defaults = { memoryMb: 4096, idleSeconds: 3600, refreshSeconds: 240 }
const serversPerNode = 20

type Place = Pick<Environment, 'hubs' | 'cluster'>

/** @returns undefined where this machine runs no hubs */
export const hubFolderOf = ({ hubs, cluster }: Place): string | undefined =>
  hubs === undefined ? undefined : join(resolve(hubs), cluster)

/** Removes the folder of a destroyed cluster's hub with the work of people. */
export const removeHubFolder = (place: Place): void => {
  const folder = hubFolderOf(place)
  if (folder) rmSync(folder, { recursive: true, force: true })
}

const storedSettings = z.object({ url: z.url() })
const storedSecrets = z.object({ cryptKey: z.string() })

const readJson = <T>(file: string, schema: z.ZodType<T>): T | undefined =>
  existsSync(file) ? schema.safeParse(JSON.parse(readFileSync(file, 'utf8'))).data : undefined

const writeJson = (file: string, value: unknown) =>
  writeFileSync(file, JSON.stringify(value), { mode: 0o600 })

const answers = (url: string): Promise<boolean> =>
  fetch(new URL('hub/health', url), { signal: AbortSignal.timeout(3_000) }).then(
    ({ ok }) => ok,
    () => false,
  )

/**
 * Each hub has a separate path, because browsers share cookies between the ports of a host. A hub that does not answer gets a new port,
 * and Terraform starts it again there.
 */
const chooseUrl = async (name: string, stored: string | undefined): Promise<string> =>
  stored && (await answers(stored)) ? stored : `http://127.0.0.1:${await freePort()}/${name}/`

type Task = {
  inputs: Pick<RunnerInputs, 'platform' | 'command' | 'mode' | 'cluster' | 'lab'>
  environment: Pick<Environment, 'hubs' | 'stack' | 'cluster' | 'api'>
  protocol: Pick<Protocol, 'hub'>
  masker: Masker
  note: (line: string) => void
}

/** The share of a seat. Without a lab a server has what the defaults say. */
const shareOf = ({ lab }: Task['inputs']) => ({
  ...(lab && { memoryMb: lab.memoryGb * 1024 }),
  cores: lab?.cores ?? null,
  materials: lab?.materials ?? null,
})

const writeSettings = async (
  folder: string,
  url: string,
  { inputs, environment, protocol, masker }: Task,
) => {
  const secretsFile = join(folder, 'secrets.json')
  const { issuer, ...secrets } = await protocol.hub(url)
  // The hub encrypts the tokens of people with it, so it stays.
  const cryptKey = readJson(secretsFile, storedSecrets)?.cryptKey ?? randomBytes(32).toString('hex')
  for (const secret of [secrets.clientSecret, secrets.serviceToken, secrets.workKey, cryptKey])
    masker.add(secret)
  mkdirSync(folder, { recursive: true, mode: 0o700 })
  writeJson(secretsFile, { ...secrets, cryptKey })
  const [pid, born] = environment.stack?.split(/:(.*)/s) ?? []
  writeJson(join(folder, 'hub.json'), {
    ...readJson(join(folder, 'hub.json'), z.looseObject({})),
    ...defaults,
    ...shareOf(inputs),
    url,
    authorizeUrl: `${issuer}/auth`,
    // The hub itself reaches the API where the runner does.
    tokenUrl: `${environment.api}/v1/oidc/token`,
    userdataUrl: `${environment.api}/v1/oidc/me`,
    maxServers: inputs.cluster.nodes.max * serversPerNode,
    stack: pid ? { pid: Number(pid), born } : null,
  })
}

/**
 * Prepares the folder of a sandbox's JupyterHub, where this machine has one and the cluster wants one.
 *
 * @returns undefined where no hub runs: on a cloud, without the service, or without the program
 */
export const prepareHub = async (task: Task): Promise<Hub | undefined> => {
  const { inputs, environment, note } = task
  const { platform, command, mode, cluster } = inputs
  const folder = hubFolderOf(environment)
  if (platform !== 'sandbox' || !folder || !cluster.services.includes('jupyterhub')) return undefined
  if (!findOnPath('jupyterhub') || !findOnPath('configurable-http-proxy')) {
    note('This machine has no JupyterHub, so the service is only listed. The README says how to get it.')
    return undefined
  }
  const stored = readJson(join(folder, 'hub.json'), storedSettings)?.url
  const changes = (command === 'create' || command === 'update') && mode !== 'apply'
  if (!changes && !stored) return undefined
  const url = changes ? await chooseUrl(cluster.name, stored) : stored!
  if (changes) await writeSettings(folder, url, task)
  const run = (script: string) => [process.execPath, join(programs, script)]
  return { url, folder, start: run('start.ts'), stop: run('stop.ts') }
}
