import { GoogleError } from './google.ts'
import type { Step } from './plan.ts'
import { groupsOf } from './plan.ts'
import { describeQuota } from './quota.ts'
import type { Change } from './resource.ts'
import type { Target } from './target.ts'

const marks: Record<Change['verb'], string> = { create: '+', update: '~', delete: '-', person: '!' }
const maxDetails = 4

export const describeChange = (id: string, { verb, details }: Change): string => {
  const shown = details.slice(0, maxDetails).join(', ')
  const more = details.length > maxDetails ? ` and ${details.length - maxDetails} more` : ''
  return `${marks[verb]} ${id}${shown && `: ${shown}${more}`}`
}

/** The plan in words: what changes, what a person must do, what it costs, and what a rush needs. */
export const describePlan = (steps: readonly Step[], target: Target, rushPeople: number): string[] => {
  const changed = steps.filter(({ change }) => change)
  const changeOf = new Map(steps.map(({ resource, change }) => [resource.id, change]))
  const groups = groupsOf(steps.map(({ resource }) => resource))
  const lines = groups.flatMap((group) => {
    const its = group.flatMap(({ id }) => {
      const change = changeOf.get(id)
      return change ? [`  ${describeChange(id, change)}`] : []
    })
    const same = group.length - its.length
    if (its.length === 0) return []
    return [`${group[0]!.group}${same > 0 ? ` (${same} unchanged)` : ''}`, ...its]
  })
  const persons = changed.filter(({ change }) => change?.verb === 'person')
  const costs = steps.flatMap(({ resource }) => (resource.idle ? [`  ${resource.id}: ${resource.idle}`] : []))
  return [
    `Environment ${target.environmentName} in ${target.projectId}, ${target.region}: ${changed.length} of ${steps.length} steps change something.`,
    ...lines,
    '',
    'A person does, once:',
    ...(persons.length > 0
      ? persons.map(({ resource, change }) => `  ${resource.id}: ${change!.details.join(' ')}`)
      : ['  nothing that a program can see']),
    `  domain and e-mail: SPF and DKIM for the domain of ${target.mailFrom}`,
    `  the first admin: npm run grant -- EMAIL admin --project ${target.projectId}`,
    '',
    'It costs in a month without any request, by list prices:',
    ...costs,
    '',
    ...describeQuota(target, rushPeople),
  ]
}

/** The message of a failure, with the way on. */
export const describeFailure = (error: unknown): string => {
  const message = error instanceof Error ? error.message : String(error)
  const isRefused = error instanceof GoogleError && (error.status === 401 || error.status === 403)
  const hint = isRefused ? ' Does this account have the rights (docs/deployment.md)?' : ''
  return `${message}${hint}\nWhat is done stays. Run the same command, and it goes on from there.`
}
