import { AsyncLocalStorage } from 'node:async_hooks'

/**
 * A commit that ends later fails with DEADLINE_EXCEEDED. A person outside can lock what the rules let them read, and the commit of such a
 * document waits for them (docs/decisions/0018-locks.md). The library's own limits are 60 s for an attempt and ten minutes for all.
 */
const commitTimeoutMs = 5_000

const timeouts = new AsyncLocalStorage<number>()

/** Gives the commits of `work` another deadline. */
export const withCommitTimeout = <T>(timeoutMs: number, work: () => Promise<T>): Promise<T> =>
  timeouts.run(timeoutMs, work)

type Call = {
  argument?: object
  methodDefinition: { path: string }
  callOptions: { deadline?: Date | number }
}

/** The library passes the same request to each attempt, so all attempts share the deadline of the first. */
const deadlines = new WeakMap<object, number>()

const limitCommit = (call: Call): Call => {
  if (!call.argument || call.methodDefinition.path !== '/google.firestore.v1.Firestore/Commit') return call
  const deadline = deadlines.get(call.argument) ?? Date.now() + (timeouts.getStore() ?? commitTimeoutMs)
  deadlines.set(call.argument, deadline)
  return { ...call, callOptions: { ...call.callOptions, deadline } }
}

/**
 * Settings of a Firestore client whose commits have a deadline over all their attempts. gRPC cancels the commit at the server, too. The
 * outcome of a cancelled commit is unknown: it may have been applied.
 */
export const commitDeadline = { 'grpc.callInvocationTransformer': limitCommit }
