import { readCommit } from '../../server/version.ts'
import { accountIn, deploymentBucket, type Target } from './target.ts'

/** Uploads the sources and lets Cloud Build verify and deploy them as `labseat-deploy`. A person needs no right on what it deploys. */
export const submitCommand = (
  target: Target,
  options: { warm: boolean; canaryPercent: number },
): string[] => {
  const substitutions = {
    _REGION: target.region,
    _ENVIRONMENT: target.environmentName,
    _MAIL_FROM: target.mailFrom,
    _WARM: options.warm ? '--warm' : '--no-warm',
    _CANARY: String(options.canaryPercent),
    // The uploaded sources contain no .git.
    _COMMIT: readCommit(import.meta.dirname).commit,
  }
  const joined = Object.entries(substitutions)
    .map(([name, value]) => `${name}=${value}`)
    .join('|')
  return [
    'gcloud',
    'builds',
    'submit',
    '.',
    '--config=cloudbuild.yaml',
    `--project=${target.projectId}`,
    `--service-account=projects/${target.projectId}/serviceAccounts/${accountIn(target, 'deploy')}`,
    `--gcs-source-staging-dir=gs://${deploymentBucket(target)}/source`,
    // `^|^` makes `|` the separator, because values contain commas: `gcloud topic escaping`.
    `--substitutions=^|^${joined}`,
  ]
}
