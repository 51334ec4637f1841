import { setTimeout as pause } from 'node:timers/promises'
import { grpc, hasGrpcCode } from './problem.ts'

/**
 * Runs `attempt`, which reads, decides, and commits one batch whose writes name the `lastUpdateTime` of what was read,
 * until no other writer came between. It holds no lock, and unlike a transaction tells when Firestore took the write.
 * After ten tries the last error stands, and the client is told of a conflict.
 *
 * @param extraCodes other codes that say so: `alreadyExists` of a document that was not there when read, `notFound` of one that was
 */
export const retryOnConflict = async <T>(
  attempt: () => Promise<T>,
  extraCodes: readonly number[] = [],
): Promise<T> => {
  for (let tries = 1; ; tries++) {
    try {
      return await attempt()
    } catch (error) {
      if (tries === 10 || !hasGrpcCode(error, grpc.failedPrecondition, grpc.aborted, ...extraCodes))
        throw error
      await pause(Math.random() * 10 * 2 ** tries)
    }
  }
}
