import type { FirebaseApp } from 'firebase/app'
import { getToken, initializeAppCheck, ReCaptchaEnterpriseProvider } from 'firebase/app-check'

/** Starts App Check before anything else uses Firebase: from then on Firestore and Auth send its token. @returns a source of tokens for the API */
export const startAppCheck = (app: FirebaseApp, siteKey: string): (() => Promise<string>) => {
  const appCheck = initializeAppCheck(app, {
    provider: new ReCaptchaEnterpriseProvider(siteKey),
    isTokenAutoRefreshEnabled: true,
  })
  return async () => (await getToken(appCheck)).token
}
