import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import indexFile from '../../../firestore.indexes.json' with { type: 'json' }
import { findDifferences } from '../differences.ts'
import { isAbsent, type Json } from '../google.ts'
import {
  create,
  ignoreAbsence,
  type Phase,
  type Resource,
  restResource,
  type Session,
  unchanged,
} from '../resource.ts'
import { projectPath, type Target } from '../target.ts'
import { root } from '../upload.ts'

const databasePath = (target: Target) =>
  `firestore.googleapis.com/v1/${projectPath(target)}/databases/(default)`

type IndexField = { fieldPath: string; order?: string; arrayConfig?: string }
type Index = { collectionGroup: string; queryScope: string; fields: IndexField[] }
type FieldOverride = {
  collectionGroup: string
  fieldPath: string
  ttl?: boolean
  indexes: { order?: string; arrayConfig?: string; queryScope: string }[]
}
export const indexes = indexFile.indexes as Index[]
export const fieldOverrides = indexFile.fieldOverrides as FieldOverride[]

/** Firestore adds `__name__` in the direction of the last field. */
const keyOfIndex = ({ queryScope, fields }: Pick<Index, 'queryScope' | 'fields'>) =>
  [
    queryScope,
    ...fields
      .filter(({ fieldPath }) => fieldPath !== '__name__')
      .map(({ fieldPath, order, arrayConfig }) => `${fieldPath} ${order ?? arrayConfig}`),
  ].join(', ')

const groupPath = (target: Target, collectionGroup: string) =>
  `${databasePath(target)}/collectionGroups/${collectionGroup}`

const findIndexes = async ({ google }: Session, target: Target, collectionGroup: string): Promise<Json[]> =>
  google
    .list(`${groupPath(target, collectionGroup)}/indexes?pageSize=300`, 'indexes')
    .catch((error: unknown) => {
      if (isAbsent(error)) return []
      throw error
    })

/** The composite indexes of one collection group. Building takes minutes and is not waited for: a query fails until then. */
const compositeIndexes = (target: Target, collectionGroup: string): Resource => {
  const desired = indexes.filter((index) => index.collectionGroup === collectionGroup)
  const missingIn = (actual: Json[]) => {
    const keys = new Set(actual.map(keyOfIndex))
    return desired.filter((index) => !keys.has(keyOfIndex(index)))
  }
  return {
    id: `indexes of ${collectionGroup}`,
    phase: 'release',
    group: 'indexes',
    compare: async (session) => {
      const missing = missingIn(await findIndexes(session, target, collectionGroup))
      return missing.length > 0 ? create(...missing.map(keyOfIndex)) : unchanged
    },
    apply: async (session) => {
      for (const { queryScope, fields } of missingIn(await findIndexes(session, target, collectionGroup)))
        await session.google
          .call('POST', `${groupPath(target, collectionGroup)}/indexes`, { queryScope, fields })
          .catch((error: { status?: number }) => {
            if (error.status !== 409) throw error
          })
    },
    remove: { stays: 'it is part of the database' },
  }
}

const toFieldIndexes = ({ fieldPath, indexes: its }: FieldOverride): Json[] =>
  its.map(({ queryScope, order, arrayConfig }) => ({
    queryScope,
    fields: [{ fieldPath, ...(order && { order }), ...(arrayConfig && { arrayConfig }) }],
  }))

/** The indexes of a single field, and its TTL. No index: a write of the field costs no index entry and has no hot spot. */
const singleField = (target: Target, override: FieldOverride): Resource => {
  const { collectionGroup, fieldPath, ttl } = override
  // A field path with a dot is quoted in the name of its resource.
  const id = /^[\w]+(\.[\w]+)*$/.test(fieldPath) ? fieldPath : `\`${fieldPath}\``
  const path = `${groupPath(target, collectionGroup)}/fields/${id}`
  const keysOf = (its: Json[]) => its.map(keyOfIndex).sort()
  const differences = (actual: Json | undefined) => {
    const config = actual?.indexConfig
    // A field that only inherits shows the database's default indexes.
    const same =
      config &&
      !config.usesAncestorConfig &&
      findDifferences(keysOf(toFieldIndexes(override)), keysOf(config.indexes ?? [])).length === 0
    return [
      ...(same ? [] : ['indexes']),
      // A TTL that is being set up has the state CREATING, so a second run does not set it up once more.
      ...(ttl && !['ACTIVE', 'CREATING'].includes(actual?.ttlConfig?.state) ? ['TTL'] : []),
    ]
  }
  return {
    id: `field ${collectionGroup}.${fieldPath}${ttl ? ' with TTL' : ''}`,
    phase: 'release',
    group: 'fields',
    compare: async ({ google }) => {
      const changed = differences(await google.find(path))
      return changed.length > 0 ? { verb: 'update', details: changed } : unchanged
    },
    apply: async ({ google }) => {
      const body = { indexConfig: { indexes: toFieldIndexes(override) }, ...(ttl && { ttlConfig: {} }) }
      const mask = ttl ? 'indexConfig,ttlConfig' : 'indexConfig'
      await google.call('PATCH', `${path}?updateMask=${mask}`, body)
    },
    remove: { stays: 'it is part of the database' },
  }
}

const database = (target: Target): Resource => {
  const { deleteProtection, pointInTimeRecovery } = target.environment
  const stateOf = (on: boolean, name: string) => `${name}_${on ? 'ENABLED' : 'DISABLED'}`
  return restResource({
    id: 'Firestore database',
    phase: 'once',
    group: 'database',
    ...(pointInTimeRecovery && { idle: 'point-in-time recovery: about 0.18 USD for each GiB of data' }),
    path: databasePath(target),
    desired: {
      type: 'FIRESTORE_NATIVE',
      // decision 1: conflicts show as a failed precondition, and no reader holds a lock.
      concurrencyMode: 'OPTIMISTIC',
      deleteProtectionState: stateOf(deleteProtection, 'DELETE_PROTECTION'),
      pointInTimeRecoveryEnablement: stateOf(pointInTimeRecovery, 'POINT_IN_TIME_RECOVERY'),
    },
    creation: {
      path: `firestore.googleapis.com/v1/${projectPath(target)}/databases?databaseId=(default)`,
      createOnly: { locationId: locationOf(target.region) },
    },
    remove: { stays: 'it has all data; delete it in the console if you mean it' },
  })
}

/** A region of Europe or the United States is next to a multi-region of Firestore, which survives the loss of a region. */
const locationOf = (region: string) => {
  if (/^europe-west[14]$/.test(region)) return 'eur3'
  return region === 'us-central1' ? 'nam5' : region
}

const backups = (target: Target): Resource[] => {
  const { backupDays } = target.environment
  if (backupDays === 0) return []
  const path = `${databasePath(target)}/backupSchedules`
  const retention = `${backupDays * 24 * 3600}s`
  const find = async ({ google }: Session) =>
    (await google.find(path))?.backupSchedules?.find((schedule: Json) => schedule.dailyRecurrence)
  return [
    {
      id: 'daily backup of Firestore',
      phase: 'once',
      group: 'backups',
      idle: `about 0.03 USD for each GiB of data and each of ${backupDays} backups`,
      compare: async (session) => {
        const actual = await find(session)
        if (!actual) return create(`each stays ${backupDays} days`)
        return actual.retention === retention ? unchanged : { verb: 'update', details: ['retention'] }
      },
      apply: async (session) => {
        const actual = await find(session)
        if (actual)
          await session.google.call(
            'PATCH',
            `firestore.googleapis.com/v1/${actual.name}?updateMask=retention`,
            {
              retention,
            },
          )
        else await session.google.call('POST', path, { retention, dailyRecurrence: {} })
      },
      remove: { stays: 'backups are the last copy of the data' },
    },
  ]
}

const releaseName = 'cloud.firestore'

/** Firestore's rules: a ruleset, and a release that names it. */
const rules = (target: Target): Resource => {
  const content = readFileSync(join(root, 'firestore.rules'), 'utf8')
  const api = 'firebaserules.googleapis.com/v1'
  const release = `${projectPath(target)}/releases/${releaseName}`
  return {
    id: 'Firestore rules',
    phase: 'release',
    group: 'rules',
    compare: async ({ google }) => {
      const current = await google.find(`${api}/${release}`)
      if (!current) return create()
      const ruleset = await google.find(`${api}/${current.rulesetName}`)
      return ruleset?.source?.files?.[0]?.content === content
        ? unchanged
        : { verb: 'update', details: ['source'] }
    },
    apply: async ({ google }, { verb }) => {
      const ruleset = await google.call('POST', `${api}/${projectPath(target)}/rulesets`, {
        source: { files: [{ name: 'firestore.rules', content }] },
      })
      const body = { name: release, rulesetName: ruleset.name }
      if (verb === 'create')
        await google.call('POST', `${api}/${projectPath(target)}/releases`, body).catch((error) => {
          if (error.status !== 409) throw error
          return google.call('PATCH', `${api}/${release}`, { release: body })
        })
      else await google.call('PATCH', `${api}/${release}`, { release: body })
    },
    // Without a release Firestore refuses every client.
    remove: ({ google }) => google.call('DELETE', `${api}/${release}`).then(() => {}, ignoreAbsence),
  }
}

const phaseOf = (phase: Phase) => (resource: Resource) => resource.phase === phase

/** The database with its backups, then its rules, indexes and TTLs. */
export const firestoreResources = (target: Target, phase: Phase): Resource[] =>
  [
    database(target),
    ...backups(target),
    rules(target),
    ...[...new Set(indexes.map(({ collectionGroup }) => collectionGroup))].map((name) =>
      compositeIndexes(target, name),
    ),
    ...fieldOverrides.map((override) => singleField(target, override)),
  ].filter(phaseOf(phase))
