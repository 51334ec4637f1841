import { initializeApp } from 'firebase/app'
import { browserLocalPersistence, connectAuthEmulator, initializeAuth } from 'firebase/auth'
import { connectFirestoreEmulator, initializeFirestore } from 'firebase/firestore'

/** The part of Firebase that any page may need. Load it only with `import()`. account/ways.ts has the other part. */
export {
  onIdTokenChanged,
  signInWithCustomToken,
  signInWithEmailAndPassword,
  signOut,
  type User,
} from 'firebase/auth'
export {
  and,
  collection,
  collectionGroup,
  type DocumentReference,
  doc,
  getDoc,
  limit,
  onSnapshot,
  or,
  orderBy,
  type Query,
  query,
  Timestamp,
  where,
} from 'firebase/firestore'

/** Set in cloud builds, which then contain no emulator code. Without it, the app uses the emulators. */
const configuration = import.meta.env.VITE_FIREBASE_CONFIG

const app = initializeApp(
  configuration
    ? JSON.parse(configuration)
    : { projectId: 'demo-labseat', apiKey: 'demo', authDomain: 'demo-labseat.firebaseapp.com' },
)
const siteKey = import.meta.env.VITE_APP_CHECK_SITE_KEY
/** A token that proves that a call comes from this app; undefined in builds without App Check. */
export const appCheckToken = siteKey
  ? (await import('./app-check.ts')).startAppCheck(app, siteKey)
  : undefined

// getAuth would bundle every sign-in method and every kind of persistence.
export const auth = initializeAuth(app, { persistence: browserLocalPersistence })
export const db = initializeFirestore(app, {})

if (!configuration) {
  // The emulator sends text messages without a CAPTCHA.
  auth.settings.appVerificationDisabledForTesting = true
  connectAuthEmulator(auth, import.meta.env.VITE_AUTH_EMULATOR_URL, { disableWarnings: true })
  const [host = 'localhost', port = '8080'] = import.meta.env.VITE_FIRESTORE_EMULATOR.split(':')
  connectFirestoreEmulator(db, host, Number(port))
}
