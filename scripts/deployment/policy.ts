import { setTimeout as pause } from 'node:timers/promises'
import { type Google, GoogleError, isAbsent, type Json, type Method } from './google.ts'
import { create, type Phase, type Resource, unchanged, update } from './resource.ts'

/** `role member` */
export type Grant = readonly [role: string, member: string]

/** How an API reads and sets a policy. */
type PolicyApi = {
  read: (google: Google) => Promise<Json>
  write: (google: Google, policy: Json) => Promise<Json>
}

/** Most of Google's APIs: `RESOURCE:getIamPolicy` and `RESOURCE:setIamPolicy`. */
export const policyAt = (resource: string, readMethod: Method = 'GET'): PolicyApi => ({
  read: (google) =>
    readMethod === 'GET'
      ? google.call('GET', `${resource}:getIamPolicy`)
      : google.call('POST', `${resource}:getIamPolicy`, {}),
  write: (google, policy) => google.call('POST', `${resource}:setIamPolicy`, { policy }),
})
export const bucketPolicy = (bucket: string): PolicyApi => ({
  read: (google) => google.call('GET', `storage.googleapis.com/storage/v1/b/${bucket}/iam`),
  write: (google, policy) => google.call('PUT', `storage.googleapis.com/storage/v1/b/${bucket}/iam`, policy),
})

const has = (policy: Json, [role, member]: Grant) =>
  (policy.bindings ?? []).some(
    (binding: Json) => binding.role === role && !binding.condition && binding.members?.includes(member),
  )

const grantsOf = (policy: Json): Grant[] =>
  (policy.bindings ?? [])
    .filter((binding: Json) => !binding.condition)
    .flatMap(({ role, members }: Json) => (members ?? []).map((member: string): Grant => [role, member]))

/** The policy with some grants more and some less. Bindings with a condition stay as they are. */
const rewrite = (policy: Json, missing: readonly Grant[], extra: readonly Grant[]): Json => {
  const bindings: Json[] = structuredClone(policy.bindings ?? [])
  for (const [role, member] of missing) {
    const binding = bindings.find((candidate) => candidate.role === role && !candidate.condition)
    if (binding) binding.members = [...(binding.members ?? []), member]
    else bindings.push({ role, members: [member] })
  }
  for (const [role, member] of extra)
    for (const binding of bindings)
      if (binding.role === role && !binding.condition)
        binding.members = binding.members.filter((name: string) => name !== member)
  return { ...policy, bindings: bindings.filter(({ members }) => members?.length > 0) }
}

const short = ([role, member]: Grant) =>
  `${role.replace('roles/', '')} for ${member.replace(/^serviceAccount:/, '').replace(/@.*/, '')}`

/**
 * Gives members roles on one resource, and takes roles from Labseat's own service accounts that are not in `grants`. Grants of other members
 * stay.
 *
 * @param isOurs which members' extra grants are taken away
 */
export const policyResource = (options: {
  id: string
  phase: Phase
  group: string
  api: PolicyApi
  grants: readonly Grant[]
  isOurs: (member: string) => boolean
}): Resource & { readonly grants: readonly Grant[] } => {
  const { api, grants, isOurs } = options
  const compare = (policy: Json) => ({
    missing: grants.filter((grant) => !has(policy, grant)),
    extra: grantsOf(policy).filter(
      ([role, member]) => isOurs(member) && !grants.some((grant) => grant[0] === role && grant[1] === member),
    ),
  })
  return {
    id: options.id,
    phase: options.phase,
    group: options.group,
    grants,
    compare: async ({ google }) => {
      const policy = await api.read(google).catch((error: unknown) => {
        if (isAbsent(error)) return undefined
        throw error
      })
      const { missing, extra } = compare(policy ?? {})
      if (missing.length + extra.length === 0) return unchanged
      const details = [
        ...missing.map((grant) => `+ ${short(grant)}`),
        ...extra.map((grant) => `- ${short(grant)}`),
      ]
      return policy?.bindings ? update(...details) : create(...details)
    },
    apply: async ({ google }) => {
      // Another change of the policy between read and write answers 409: read it again.
      for (let tries = 0; ; tries++) {
        const policy = await api.read(google)
        const { missing, extra } = compare(policy)
        if (missing.length + extra.length === 0) return
        try {
          await api.write(google, rewrite(policy, missing, extra))
          return
        } catch (error) {
          if (!(error instanceof GoogleError && error.status === 409) || tries >= 5) throw error
          await pause(200 * 2 ** tries)
        }
      }
    },
    // A policy goes with its resource.
    remove: async () => {},
  }
}
