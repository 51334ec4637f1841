import { spawnSync } from 'node:child_process'
import { existsSync, realpathSync } from 'node:fs'
import { dirname, join } from 'node:path'

/** The folder of the installed gcloud, whose clients Google generates from its discovery documents. Undefined without gcloud. */
export const findGcloudSdk = (): string | undefined => {
  const { status, stdout } = spawnSync('which', ['gcloud'], { encoding: 'utf8' })
  const folder = status === 0 ? dirname(dirname(realpathSync(stdout.trim()))) : undefined
  return folder && existsSync(join(folder, 'lib/googlecloudsdk/generated_clients')) ? folder : undefined
}
