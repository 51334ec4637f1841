import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { manifestJar } from './jar.ts'
import { findJava } from './java.ts'

test('Java reads the manifest, also with a long class path', () => {
  const folder = mkdtempSync(join(tmpdir(), 'labseat-'))
  const jar = join(folder, 'only-manifest.jar')
  writeFileSync(jar, manifestJar('no.such.MainClass', new URL(`file:///${'long/'.repeat(40)}emulator.jar`)))
  const { stderr } = spawnSync(join(findJava().bin, 'java'), ['-jar', jar], { encoding: 'utf8' })
  rmSync(folder, { recursive: true })
  expect(stderr).toContain('no.such.MainClass')
  expect(stderr).not.toMatch(/manifest|corrupt/i)
})
