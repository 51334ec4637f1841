interface ImportMetaEnv {
  readonly VITE_API_URL: string
  /** JSON from the Firebase console. Without it, the app uses the emulators below. */
  readonly VITE_FIREBASE_CONFIG?: string
  /** The site key of reCAPTCHA Enterprise. Without it, the app runs without App Check. */
  readonly VITE_APP_CHECK_SITE_KEY?: string
  /** The kinds of second factors that a person may add, such as `totp,phone`. Without it, both. */
  readonly VITE_SECOND_FACTORS?: string
  readonly VITE_AUTH_EMULATOR_URL: string
  /** host:port */
  readonly VITE_FIRESTORE_EMULATOR: string
}
