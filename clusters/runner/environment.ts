import * as z from 'zod'

const schema = z.object({
  LABSEAT_API_URL: z.url({ protocol: /^https?$/ }),
  LABSEAT_CLUSTER: z.string().min(1),
  LABSEAT_RUN: z.string().min(1),
  LABSEAT_ATTEMPT: z.coerce.number().int().min(1),
  LABSEAT_CLAIM: z.string().min(1),
  LABSEAT_EXECUTION: z.string().max(300).optional(),
  /** Set by Cloud Run. */
  CLOUD_RUN_EXECUTION: z.string().max(300).optional(),
  LABSEAT_RUNNER_IDENTITY: z.enum(['google', 'none']).default('google'),
  LABSEAT_RUNNER_FOLDER: z.string().optional(),
  LABSEAT_MODULES: z.string().optional(),
  LABSEAT_SANDBOX_FOLDER: z.string().optional(),
})

export type Environment = {
  api: string
  cluster: string
  run: string
  attempt: number
  claim: string
  execution: string
  identity: 'google' | 'none'
  /** Where private folders are made; the system's place for temporary files unless told. */
  folder: string | undefined
  /** A complete folder with `cluster/` and `apps/`; by default clusters/shared and clusters/PLATFORM together. */
  modules: string | undefined
  /** Where the sandbox keeps what other platforms keep in a bucket. */
  sandbox: string | undefined
}

/** @throws naming what is missing or wrong, never what it holds */
export const environmentOf = (env: NodeJS.ProcessEnv): Environment => {
  const read = schema.safeParse(env)
  if (!read.success) {
    const names = [...new Set(read.error.issues.map(({ path }) => String(path[0])))]
    throw new Error(`The runner's environment lacks or has wrong: ${names.join(', ')}.`)
  }
  const { data } = read
  return {
    api: data.LABSEAT_API_URL.replace(/\/+$/, ''),
    cluster: data.LABSEAT_CLUSTER,
    run: data.LABSEAT_RUN,
    attempt: data.LABSEAT_ATTEMPT,
    claim: data.LABSEAT_CLAIM,
    execution: data.CLOUD_RUN_EXECUTION ?? data.LABSEAT_EXECUTION ?? `local-${process.pid}`,
    identity: data.LABSEAT_RUNNER_IDENTITY,
    folder: data.LABSEAT_RUNNER_FOLDER,
    modules: data.LABSEAT_MODULES,
    sandbox: data.LABSEAT_SANDBOX_FOLDER,
  }
}
