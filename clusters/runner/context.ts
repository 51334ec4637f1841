import type { Access } from './access.ts'
import type { Inputs } from './backend.ts'
import type { Credentials } from './credentials.ts'
import type { Environment } from './environment.ts'
import type { Existing } from './existing.ts'
import type { Hub } from './hub.ts'
import type { Masker } from './mask.ts'
import type { Report } from './report.ts'
import type { Stop } from './stop.ts'
import type { Store } from './store.ts'
import type { PlanStore } from './stored-plan.ts'

/** The values that each step of a run needs. */
export type Run = {
  inputs: Inputs
  environment: Environment
  /** The private folder. */
  folder: string
  /** Terraform's environment. */
  env: NodeJS.ProcessEnv
  access: Access
  credentials: Credentials
  masker: Masker
  report: Report
  stop: Stop
  store: Store
  existing: Existing
  /** The JupyterHub of a sandbox on this machine. */
  hub: Hub | undefined
  plans: PlanStore
}
