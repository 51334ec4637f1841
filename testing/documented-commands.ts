import { globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { target } from './deployment.ts'

const root = join(import.meta.dirname, '..')

const variables: Record<string, string> = { PROJECT_ID: target.projectId, REGION: target.region }

/** The gcloud calls of a shell text, with what a shell would fill in filled in. */
const gcloudCallsIn = (shell: string): string[] => {
  const filled = shell
    .replace(/\\\n\s*/g, '')
    .replace(/\$([A-Za-z_]+)/g, (_, name: string) => variables[name] ?? 'x')
  const nested = /\$\((gcloud (?:'[^']*'|[^')])+)\)/g
  return [
    ...[...filled.matchAll(nested)].map(([, call]) => call!),
    ...filled.replace(nested, 'x').split(/\n| \|\| | \| | > /),
  ]
    .map((part) => part.trim())
    .filter((part) => part.startsWith('gcloud '))
}

/** Every gcloud call of the documentation, in a block of shell or in a line. */
export const documentedGcloudCalls = (): string[] => {
  const pages = ['README.md', 'CONTRIBUTING.md', ...globSync('docs/**/*.md', { cwd: root })]
  const text = pages.map((page) => readFileSync(join(root, page), 'utf8')).join('\n')
  const commands = [...text.matchAll(/```sh\n(.*?)```|`(gcloud [^`]+)`/gs)].map(
    ([, block, inline]) => block ?? inline!.replace(/\n\s*/g, ' '),
  )
  return gcloudCallsIn(commands.join('\n'))
}
