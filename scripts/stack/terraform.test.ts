import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { delimiter, join } from 'node:path'
import { expect, test } from 'vitest'
import { hasTerraform, terraformMissing } from './terraform.ts'

test('Terraform is found wherever it is on PATH, and its absence says how to get it and what works without it', () => {
  const folder = mkdtempSync(join(tmpdir(), 'labseat-'))
  try {
    expect(hasTerraform(folder)).toBe(false)
    expect(hasTerraform('')).toBe(false)
    writeFileSync(join(folder, 'terraform'), '')
    expect(hasTerraform(['/nowhere', folder].join(delimiter))).toBe(true)
  } finally {
    rmSync(folder, { recursive: true })
  }
  expect(terraformMissing).toMatch(/Everything else works.*https:\/\/.*install/)
})
