import { getApps, initializeApp } from 'firebase-admin/app'
import { getAuth } from 'firebase-admin/auth'
import { config } from './config.ts'

/** Administers accounts. Only functions that deploy as `labseat-accounts` have the permission. */
export const auth = getAuth(getApps()[0] ?? initializeApp({ projectId: config.projectId }))
