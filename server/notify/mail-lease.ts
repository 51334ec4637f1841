import { type MailDocument, mail } from '../../contract/mails.ts'
import { documents, toFields } from '../documents.ts'
import { grpc, hasGrpcCode } from '../problem.ts'
import { retryOnConflict } from '../retry-on-conflict.ts'

export type LeaseTimes = {
  /** After a silence this long the sweep starts the next delivery. */
  leaseMs: number
  /** The holder writes at least this often. */
  renewMs: number
  /** The holder gives up this long before the lease ends, because the clocks of two instances differ. */
  marginMs: number
}
const usualTimes: LeaseTimes = { leaseMs: 20_000, renewMs: 6_000, marginMs: 2_000 }

export type MailChange = Parameters<typeof toFields<typeof mail>>[1]

/** The right of one delivery to send an e-mail. */
export type MailLease = {
  /** The e-mail, with this attempt counted. */
  mail: MailDocument
  /** Aborts when another delivery may have the e-mail. */
  lost: AbortSignal
  /** Stores progress and renews the lease. Stores nothing when the lease is lost. */
  record: (change: MailChange) => Promise<void>
  /** Stores the last change. Stores nothing when the lease is lost. */
  end: (change: MailChange) => Promise<void>
}

/** The delivery that moves `nextAt` on holds the lease; the others find `nextAt` in the future. The first attempt need not wait for it. */
const claimMail = (id: string, nowMs: number, leaseMs: number) =>
  retryOnConflict(async () => {
    const snapshot = await documents.mail(id).get()
    const stored = snapshot.data()
    if (stored?.state !== 'pending' || (stored.attempts > 0 && Date.parse(stored.nextAt) > nowMs))
      return undefined
    const change = { attempts: stored.attempts + 1, nextAt: new Date(nowMs + leaseMs).toISOString() }
    const write = await snapshot.ref.update(toFields(mail, change), { lastUpdateTime: snapshot.updateTime! })
    return { mail: { ...stored, ...change }, updateTime: write.writeTime }
  })

/** Runs one task after the other. */
const createQueue = () => {
  let last = Promise.resolve()
  return (task: () => Promise<void>): Promise<void> => {
    const result = last.then(task)
    last = result.catch(() => {})
    return result
  }
}

/**
 * Takes mails/{id} for one delivery. The lease lasts 20 s and is renewed while the delivery runs, so the sweep takes over soon after a
 * crash, however slow the mail server is.
 *
 * Costs one read and one write. A renewal is one write when nothing else was written for 6 s: none for a delivery that is shorter or that
 * records progress, ten a minute while a mail server is silent.
 *
 * @param currentMs milliseconds since 1970
 * @returns undefined if the e-mail is sent, not due, or held by another delivery
 */
export const takeMailLease = async (
  id: string,
  currentMs: () => number,
  { leaseMs, renewMs, marginMs }: LeaseTimes = usualTimes,
): Promise<MailLease | undefined> => {
  const takenAt = performance.now()
  const claimed = await claimMail(id, currentMs(), leaseMs)
  if (!claimed) return undefined
  let { updateTime } = claimed
  let isOver = false
  let expiry: NodeJS.Timeout | undefined
  let renewal: NodeJS.Timeout | undefined
  const loss = new AbortController()

  const close = () => {
    isOver = true
    clearTimeout(expiry)
    clearTimeout(renewal)
  }
  const lose = () => {
    close()
    loss.abort(new Error('Another delivery may have the e-mail.'))
  }
  const write = async (change: MailChange): Promise<void> => {
    try {
      const result = await documents.mail(id).update(toFields(mail, change), { lastUpdateTime: updateTime })
      updateTime = result.writeTime
    } catch (error) {
      if (!hasGrpcCode(error, grpc.failedPrecondition)) throw error
      lose()
    }
  }
  /** @param writtenAt when the write of `nextAt` began, by `performance.now` */
  const expireLater = (writtenAt: number) => {
    clearTimeout(expiry)
    if (!isOver) expiry = setTimeout(lose, writtenAt + leaseMs - marginMs - performance.now())
  }
  const renewLater = () => {
    clearTimeout(renewal)
    // A renewal that fails is repeated until the lease ends.
    if (!isOver) renewal = setTimeout(() => void record({}).catch(() => {}), renewMs)
  }
  // Each write names the time of the one before.
  const inTurn = createQueue()
  const record = (change: MailChange): Promise<void> =>
    inTurn(async () => {
      if (isOver) return
      const writtenAt = performance.now()
      try {
        await write({ ...change, nextAt: new Date(currentMs() + leaseMs).toISOString() })
        expireLater(writtenAt)
      } finally {
        renewLater()
      }
    })

  expireLater(takenAt)
  renewLater()
  return {
    mail: claimed.mail,
    lost: loss.signal,
    record,
    end: (change) =>
      inTurn(async () => {
        if (isOver) return
        close()
        await write(change)
      }),
  }
}
