import type { AccessDocument } from '../../../contract/people.ts'

type Firebase = typeof import('./firebase.ts')

/** The person's rights, from access/{uid}. */
export type Standing = Pick<AccessDocument, 'role' | 'suspended'>

/** A person who signs out everywhere else gets a new session for this page a moment later. */
const newSessionMs = 5_000

/** Compares whole seconds, as the API and the rules do. */
const isOver = async ({ auth }: Firebase, validAfter: number): Promise<boolean> => {
  const token = await auth.currentUser?.getIdTokenResult().catch(() => null)
  return Boolean(token) && Date.parse(token!.authTime) / 1000 < Math.floor(validAfter / 1000)
}

/** Follows what a person may do, and reports when the session has ended. Returns a function that stops it. */
export const watchStanding = (
  firebase: Firebase,
  uid: string,
  onStanding: (standing: Standing | null) => void,
  onEnded: () => void,
): (() => void) => {
  let timer: ReturnType<typeof setTimeout> | undefined
  let close = () => {}
  let closed = false
  const schedule = (work: () => void) => {
    clearTimeout(timer)
    if (!closed) timer = setTimeout(work, newSessionMs)
  }
  const checkSession = async (validAfter: number) => {
    if (!(await isOver(firebase, validAfter))) return
    schedule(async () => {
      if ((await isOver(firebase, validAfter)) && !closed) onEnded()
    })
  }
  const open = () => {
    close = firebase.onSnapshot(
      firebase.doc(firebase.db, `access/${uid}`),
      (snapshot) => {
        const known = snapshot.data()
        // An empty cache does not mean that the server has no document.
        if (!known && snapshot.metadata.fromCache) return
        clearTimeout(timer)
        onStanding(known ? { role: known.role, suspended: known.suspended } : null)
        // Suspended people stay signed in, so that the page can say so.
        if (known?.validAfter && !known.suspended) void checkSession(known.validAfter.toMillis())
      },
      () => schedule(open),
    )
  }
  open()
  return () => {
    closed = true
    clearTimeout(timer)
    close()
  }
}
