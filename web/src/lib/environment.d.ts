interface ImportMetaEnv {
  readonly VITE_API_URL: string
  /** JSON, as the Firebase console gives it; without it the emulators below are used. */
  readonly VITE_FIREBASE_CONFIG?: string
  readonly VITE_AUTH_EMULATOR_URL: string
  /** host:port */
  readonly VITE_FIRESTORE_EMULATOR: string
}
