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
  LABSEAT_LOCK_TIMEOUT_SECONDS: z.coerce.number().int().min(1).default(60),
  LABSEAT_HUBS_FOLDER: z.string().optional(),
  LABSEAT_STACK: z
    .string()
    .regex(/^\d+:.+$/)
    .optional(),
  /** https://opentelemetry.io/docs/specs/otel/context/env-carriers/ */
  TRACEPARENT: z.string().optional(),
})

export type Environment = {
  api: string
  cluster: string
  run: string
  attempt: number
  claim: string
  execution: string
  identity: 'google' | 'none'
  /** The parent of private folders. Without it, the system's folder for temporary files. */
  folder: string | undefined
  /** A complete folder with `cluster/` and `apps/`. Without it, clusters/shared and clusters/PLATFORM together. */
  modules: string | undefined
  /** The folder of a sandbox's state, which other platforms store in a bucket. */
  sandbox: string | undefined
  /** How long Terraform waits for a lock that another process holds. */
  lockTimeoutSeconds: number
  /** The parent of the folders of JupyterHubs on this machine. Without it, a sandbox starts none. */
  hubs: string | undefined
  /** The process of the local stack, `PID:START`. A hub ends with it. */
  stack: string | undefined
  /** The trace of the request that started this attempt. */
  traceparent: string | undefined
}

/** @throws Error with the names of missing or invalid variables, never with their values */
export const environmentOf = (env: NodeJS.ProcessEnv): Environment => {
  const parsed = schema.safeParse(env)
  if (!parsed.success) {
    const names = [...new Set(parsed.error.issues.map(({ path }) => String(path[0])))]
    throw new Error(
      `These variables of the runner's environment are missing or invalid: ${names.join(', ')}.`,
    )
  }
  const { data } = parsed
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
    lockTimeoutSeconds: data.LABSEAT_LOCK_TIMEOUT_SECONDS,
    hubs: data.LABSEAT_HUBS_FOLDER,
    stack: data.LABSEAT_STACK,
    traceparent: data.TRACEPARENT,
  }
}
