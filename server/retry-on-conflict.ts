import { setTimeout as pause } from 'node:timers/promises'
import { grpc, hasGrpcCode } from './problem.ts'

const maxAttempts = 10

/**
 * Runs `attempt` again while it conflicts with another writer, up to ten times, with a growing random pause. `attempt` reads, decides and
 * commits one batch with the `lastUpdateTime` of what it read. This holds no lock, and unlike a transaction it returns the time of the write.
 * After the last attempt the error reaches the client as a conflict.
 *
 * @param extraCodes gRPC codes that also mean a conflict: `alreadyExists` for a document that did not exist when read, `notFound` for one
 *   that did
 */
export const retryOnConflict = async <T>(
  attempt: () => Promise<T>,
  extraCodes: readonly number[] = [],
): Promise<T> => {
  for (let attempts = 1; ; attempts++) {
    try {
      return await attempt()
    } catch (error) {
      if (
        attempts === maxAttempts ||
        !hasGrpcCode(error, grpc.failedPrecondition, grpc.aborted, ...extraCodes)
      )
        throw error
      await pause(Math.random() * 10 * 2 ** attempts)
    }
  }
}
