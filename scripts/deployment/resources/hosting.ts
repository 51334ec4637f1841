import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import firebaseJson from '../../../firebase.json' with { type: 'json' }
import { functionUrl } from '../../openapi.ts'
import { type Artifacts, listFiles } from '../artifacts.ts'
import { isAbsent, type Json } from '../google.ts'
import { create, type Resource, type Session, unchanged } from '../resource.ts'
import { authDomain, gateway, type Target } from '../target.ts'
import { sitePath } from './firebase.ts'

/** The origins in firebase.json that depend on the project. `.invalid` never resolves, so a forgotten one allows nothing. */
const placeholders = { api: 'https://api.invalid', auth: 'https://auth.invalid' }

/** Hosting's `glob` passes over path segments that begin with a dot, its `regex` (RE2) does not. */
const toPattern = ({ source, regex }: { source?: string; regex?: string }): Json =>
  regex === undefined ? { glob: source } : { regex }

/** firebase.json's settings in the form of Hosting's REST API. Pages may call this project's API and frame its sign-in only. */
export const hostingConfig = (target: Target): Json => {
  const { cleanUrls, trailingSlash, rewrites, headers } = firebaseJson.hosting
  const value = (text: string) =>
    text
      .replaceAll(placeholders.api, functionUrl(gateway, target))
      .replaceAll(placeholders.auth, `https://${authDomain(target)}`)
  return {
    cleanUrls,
    trailingSlashBehavior: trailingSlash ? 'ADD' : 'REMOVE',
    rewrites: rewrites.map(({ destination, ...pattern }) => ({ ...toPattern(pattern), path: destination })),
    headers: headers.map(({ headers: its, ...pattern }) => ({
      ...toPattern(pattern),
      headers: Object.fromEntries(its.map((header) => [header.key, value(header.value)])),
    })),
  }
}

const api = 'firebasehosting.googleapis.com/v1beta1'
const digestLabel = 'labseat-digest'
/** Hosting's own limit for one request. */
const maxFilesPerCall = 1000

export const newestRelease = async ({ google }: Session, target: Target): Promise<Json | undefined> =>
  (
    await google.call('GET', `${sitePath(target)}/releases?pageSize=1`).catch((error: unknown) => {
      if (isAbsent(error)) return {}
      throw error
    })
  ).releases?.[0]

export const releaseVersion = ({ google }: Session, target: Target, version: string) =>
  google.call('POST', `${sitePath(target)}/releases?versionName=${version}`, {})

/** Hosting names files by the digest of their gzipped bytes, and asks only for those that it lacks. */
const uploadFiles = async ({ google }: Session, version: string, folder: string) => {
  const files = new Map(
    listFiles(folder).map((file) => {
      const bytes = gzipSync(readFileSync(join(folder, file)), { level: 9 })
      return [`/${file}`, { bytes, hash: createHash('sha256').update(bytes).digest('hex') }] as const
    }),
  )
  const byHash = new Map([...files.values()].map(({ bytes, hash }) => [hash, bytes]))
  const entries = [...files].map(([path, { hash }]) => [path, hash])
  for (let from = 0; from < entries.length; from += maxFilesPerCall) {
    const { uploadUrl, uploadRequiredHashes = [] } = await google.call(
      'POST',
      `${api}/${version}:populateFiles`,
      {
        files: Object.fromEntries(entries.slice(from, from + maxFilesPerCall)),
      },
    )
    for (const hash of uploadRequiredHashes)
      await google.call('POST', `${uploadUrl.replace(/^https?:\/\//, '')}/${hash}`, undefined, {
        raw: byHash.get(hash),
        headers: { 'content-type': 'application/octet-stream' },
      })
  }
}

/** The built web app on Firebase Hosting. A version becomes visible in one moment, when it is released. */
export const webAppRelease = (target: Target, { web }: Artifacts): Resource => ({
  id: 'web app',
  phase: 'release',
  group: 'web app',
  compare: async (session) => {
    const release = await newestRelease(session, target)
    if (!release) return create()
    return release.version?.labels?.[digestLabel] === web.digest
      ? unchanged
      : { verb: 'update', details: ['files'] }
  },
  apply: async (session) => {
    const { google } = session
    const version = await google.call('POST', `${sitePath(target)}/versions`, {
      config: hostingConfig(target),
      labels: { [digestLabel]: web.digest },
    })
    await uploadFiles(session, version.name, web.folder)
    await google.call('PATCH', `${api}/${version.name}?updateMask=status`, { status: 'FINALIZED' })
    await releaseVersion(session, target, version.name)
  },
  remove: async (session) => {
    if (await newestRelease(session, target))
      await session.google.call('POST', `${sitePath(target)}/releases`, { type: 'SITE_DISABLE' })
  },
})
