import { getApps, initializeApp } from 'firebase-admin/app'
import { getAuth } from 'firebase-admin/auth'
import { config } from './config.ts'

/** Accounts, as an administrator sees them. Only the functions that deploy as `labseat-accounts` may. */
export const auth = getAuth(getApps()[0] ?? initializeApp({ projectId: config.projectId }))
