import { execFileSync } from 'node:child_process'
import type { ImageSource } from '../artifacts.ts'
import { create, type Resource, type Session, unchanged } from '../resource.ts'
import {
  accountIn,
  deploymentBucket,
  imageRepository,
  locationPath,
  repositoryName,
  type Target,
} from '../target.ts'

const packagePath = (target: Target, name: string) =>
  `artifactregistry.googleapis.com/v1/${locationPath(target)}/repositories/${repositoryName}/packages/${name}`

/** Reads the digest behind a tag. A tag is a digest of the sources, so an image that stands is the right one. */
const findImage = async ({ google, facts }: Session, target: Target, { name, tag }: ImageSource) => {
  const image = await google.find(`${packagePath(target, name)}/tags/${tag}`)
  const digest = image?.version?.split('/').at(-1)
  if (digest) facts.images.set(name, `${imageRepository(target)}/${name}@${digest}`)
  return digest !== undefined
}

/** A gzipped tar with nothing of this machine in it but the files. */
const pack = (folder: string): Buffer =>
  execFileSync(
    'tar',
    ['--sort=name', '--owner=0', '--group=0', '--numeric-owner', '-czf', '-', '-C', folder, '.'],
    {
      maxBuffer: 512 * 1024 * 1024,
    },
  )

const maxBuildSeconds = 1800

const build = async (session: Session, target: Target, { name, folder, tag }: ImageSource) => {
  const { google } = session
  const object = `source/${name}-${tag}.tar.gz`
  const upload = `storage.googleapis.com/upload/storage/v1/b/${deploymentBucket(target)}/o`
  await google.call('POST', `${upload}?uploadType=media&name=${encodeURIComponent(object)}`, undefined, {
    raw: pack(folder),
    headers: { 'content-type': 'application/gzip' },
  })
  const image = `${imageRepository(target)}/${name}:${tag}`
  await google.run('POST', `cloudbuild.googleapis.com/v1/${locationPath(target)}/builds`, {
    source: { storageSource: { bucket: deploymentBucket(target), object } },
    steps: [{ name: 'gcr.io/cloud-builders/docker', args: ['build', '--tag', image, '.'] }],
    images: [image],
    // Not the project's default account, which has no role and which the deployment may not act as.
    serviceAccount: `projects/${target.projectId}/serviceAccounts/${accountIn(target, 'build')}`,
    options: { logging: 'CLOUD_LOGGING_ONLY', machineType: 'E2_HIGHCPU_8' },
    timeout: `${maxBuildSeconds}s`,
  })
}

/** @param source a function where the files are known only once an earlier step has run; undefined until then */
export const imageResource = (
  target: Target,
  name: string,
  group: string,
  source: (session: Session) => ImageSource | undefined,
): Resource => ({
  id: `image ${name}`,
  phase: 'release',
  group,
  compare: async (session) => {
    const known = source(session)
    return known && (await findImage(session, target, known))
      ? unchanged
      : create(...(known ? [known.tag] : []))
  },
  apply: async (session) => {
    const known = source(session)
    if (!known) throw new Error(`The files of the image ${name} are not known.`)
    await build(session, target, known)
    if (!(await findImage(session, target, known))) throw new Error(`The build of ${name} left no image.`)
  },
  // Images go with their repository.
  remove: async () => {},
})
