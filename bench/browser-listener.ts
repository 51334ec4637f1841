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

type OnFields = (fields: Record<string, unknown>) => void

/** Opens Firestore's library for browsers, signed in as this person. The security rules apply, as on a page. */
export const openListener = async ({ uid }: Person) => {
  const app = initializeApp({ projectId: process.env.GOOGLE_CLOUD_PROJECT!, apiKey: 'demo' }, 'bench')
  const auth = initializeAuth(app, { persistence: inMemoryPersistence })
  connectAuthEmulator(auth, `http://${process.env.FIREBASE_AUTH_EMULATOR_HOST}`, { disableWarnings: true })
  const db = initializeFirestore(app, {})
  const [host, port] = process.env.FIRESTORE_EMULATOR_HOST!.split(':')
  connectFirestoreEmulator(db, host!, Number(port))
  await signInWithEmailAndPassword(auth, `${uid}@labseat.test`, password)
  return {
    /** @returns a function that ends the listener */
    listen: (path: string, onFields: OnFields, onError: (error: Error) => void) =>
      onSnapshot(
        doc(db, path),
        (snapshot) => {
          const fields = snapshot.data()
          if (fields) onFields(fields)
        },
        onError,
      ),
    close: async () => {
      await terminate(db)
      await deleteApp(app)
    },
  }
}
export type Listener = Awaited<ReturnType<typeof openListener>>
