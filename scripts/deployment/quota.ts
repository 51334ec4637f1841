import { limits } from '../../bench/growth/limits.ts'
import { operations } from '../../contract/index.ts'
import { concurrency, functionNames } from './resources/functions.ts'
import type { Target } from './target.ts'

/** Assumptions: how long a request holds its instance under load, and how long a rush takes. No cloud has measured them. */
const requestSeconds = 0.5
const rushSeconds = 30
/** Each person in a rush opens the event, asks for a seat and looks at the result. */
const requestsPerPerson = 3
/** Handlers, the gateway and what else runs during a rush. */
const otherInstances = 10

/** Instances, which have one vCPU each, for a rush of so many people to one event. */
export const vcpusForRush = (people: number): number =>
  Math.ceil((people * requestsPerPerson * requestSeconds) / rushSeconds / (concurrency / 2)) + otherInstances

/** What the limits of Cloud Run mean for this environment, in lines. */
export const describeQuota = (target: Target, people: number): string[] => {
  const needed = vcpusForRush(people)
  const { maxInstances } = target.environment
  return [
    `A rush of ${people.toLocaleString('en')} people in ${rushSeconds} seconds needs about ${needed} vCPU in ${target.region}.`,
    `A new project may have ${limits.cpusPerRegion}. ${
      needed > limits.cpusPerRegion
        ? `Ask for ${needed}: https://console.cloud.google.com/iam-admin/quotas?project=${target.projectId}, Cloud Run Admin API, “Total CPU allocation”, ${target.region}. Google answers within two working days.`
        : 'That is enough.'
    }`,
    `${functionNames.length} functions (${operations.length} endpoints with up to ${maxInstances} instances each) share this quota. Instances that wait for requests do not count.`,
  ]
}
