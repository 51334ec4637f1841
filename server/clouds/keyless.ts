import { config } from '../config.ts'
import { Problem } from '../problem.ts'

/** @param variables the environment variables that are not set */
export const keylessNotConfigured = (variables: string): Problem =>
  new Problem(
    'keyless-not-configured',
    `This Labseat has no identity in this cloud, because its administrator has not set ${variables} (docs/deployment.md). Use a key instead.`,
  )

/** The Google service account that Labseat runs as. @throws Problem `keyless-not-configured` */
export const requireServiceAccount = () => {
  if (!config.ownServiceAccount)
    throw keylessNotConfigured('LABSEAT_SERVICE_ACCOUNT and LABSEAT_SERVICE_ACCOUNT_ID')
  return config.ownServiceAccount
}
