import type { Access } from './access.ts'
import type { Stated } from './backend.ts'
import type { Credentials } from './credentials.ts'
import type { Environment } from './environment.ts'
import type { PlanKeeper } from './kept-plan.ts'
import type { Masking } from './mask.ts'
import type { Report } from './report.ts'
import type { Stop } from './stop.ts'
import type { Store } from './store.ts'

/** What the steps of a run are given. */
export type Run = {
  inputs: Stated
  environment: Environment
  folder: string
  /** Of Terraform. */
  env: NodeJS.ProcessEnv
  access: Access
  credentials: Credentials
  masking: Masking
  report: Report
  stop: Stop
  store: Store
  keeper: PlanKeeper
}
