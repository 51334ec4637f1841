import { deleteApp, initializeApp } from 'firebase/app'
import {
  connectAuthEmulator,
  initializeAuth,
  inMemoryPersistence,
  signInWithEmailAndPassword,
} from 'firebase/auth'
import { connectFirestoreEmulator, doc, initializeFirestore, onSnapshot, terminate } from 'firebase/firestore'
import { password } from '../testing/people.ts'
import type { Person } from './people.ts'

type Heard = (fields: Record<string, unknown>) => void

/** Firestore's library for browsers, signed in as this person: the rules decide what it hears, as on a page. */
export const listener = async ({ uid }: Person) => {
  const app = initializeApp({ projectId: process.env.GOOGLE_CLOUD_PROJECT!, apiKey: 'demo' }, 'bench')
  const auth = initializeAuth(app, { persistence: inMemoryPersistence })
  connectAuthEmulator(auth, `http://${process.env.FIREBASE_AUTH_EMULATOR_HOST}`, { disableWarnings: true })
  const db = initializeFirestore(app, {})
  const [host, port] = process.env.FIRESTORE_EMULATOR_HOST!.split(':')
  connectFirestoreEmulator(db, host!, Number(port))
  await signInWithEmailAndPassword(auth, `${uid}@labseat.test`, password)
  return {
    /** @returns what ends it */
    listen: (path: string, heard: Heard, failed: (error: Error) => void) =>
      onSnapshot(
        doc(db, path),
        (snapshot) => {
          const fields = snapshot.data()
          if (fields) heard(fields)
        },
        failed,
      ),
    close: async () => {
      await terminate(db)
      await deleteApp(app)
    },
  }
}
export type Listener = Awaited<ReturnType<typeof listener>>
