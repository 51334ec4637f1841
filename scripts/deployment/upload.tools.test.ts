import { expect, test } from 'vitest'
import { listUpload, listUploadByGcloud } from './upload.ts'

const byGcloud = listUploadByGcloud()

// The list without gcloud has a unit test, so a machine without gcloud checks the same files.
test.skipIf(!byGcloud)('gcloud uploads the files that the list without gcloud names', () => {
  expect(byGcloud).toEqual(listUpload())
})
