import { initializeApp } from 'firebase/app'
import { browserLocalPersistence, connectAuthEmulator, initializeAuth } from 'firebase/auth'
import { connectFirestoreEmulator, initializeFirestore } from 'firebase/firestore'

/** Everything of Firebase that the app uses, in one chunk that is only ever loaded by `import()`. */
export {
  onIdTokenChanged,
  signInWithCustomToken,
  signInWithEmailAndPassword,
  signOut,
  type User,
} from 'firebase/auth'
export {
  collection,
  collectionGroup,
  type DocumentReference,
  doc,
  getDoc,
  limit,
  onSnapshot,
  orderBy,
  type Query,
  query,
  Timestamp,
  where,
} from 'firebase/firestore'

/** A configuration means the cloud; without one the emulators, and no emulator code is built otherwise. */
const configuration = import.meta.env.VITE_FIREBASE_CONFIG

const app = initializeApp(
  configuration
    ? JSON.parse(configuration)
    : { projectId: 'demo-labseat', apiKey: 'demo', authDomain: 'demo-labseat.firebaseapp.com' },
)
// Not getAuth: it brings every way of signing in and of remembering it.
export const auth = initializeAuth(app, { persistence: browserLocalPersistence })
export const db = initializeFirestore(app, {})

if (!configuration) {
  // There is no CAPTCHA before the emulator's text messages.
  auth.settings.appVerificationDisabledForTesting = true
  connectAuthEmulator(auth, import.meta.env.VITE_AUTH_EMULATOR_URL, { disableWarnings: true })
  const [host = 'localhost', port = '8080'] = import.meta.env.VITE_FIRESTORE_EMULATOR.split(':')
  connectFirestoreEmulator(db, host, Number(port))
}
