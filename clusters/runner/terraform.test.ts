import { spawn } from 'node:child_process'
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { delimiter, join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { waitUntil } from '../../testing/wait-until.ts'

/** A program that counts its interrupts, and writes the count when it gets SIGTERM. */
const countingProgram = `#!/usr/bin/env node
const { writeFileSync } = require('node:fs')
let interrupts = 0
process.on('SIGINT', () => writeFileSync('interrupts', String(++interrupts)))
process.on('SIGTERM', () => { writeFileSync('ended', String(interrupts)); process.exit() })
setInterval(() => {}, 1000)
writeFileSync('pid', String(process.pid))
`
/** Runs the program as the runner runs Terraform, while the runner's other threads work. */
const runner = `
import { readFile } from 'node:fs/promises'
import { runTerraform } from ${JSON.stringify(join(import.meta.dirname, 'terraform.ts'))}
import { createStop } from ${JSON.stringify(join(import.meta.dirname, 'stop.ts'))}
setInterval(() => readFile(import.meta.filename), 1)
await runTerraform([], { folder: process.cwd(), env: process.env, stop: createStop(), onLine: () => {} })
`

test('a runner that is killed interrupts Terraform only once, so that Terraform saves its state', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'labseat-terraform-test-'))
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }))
  const path = (name: string) => join(folder, name)
  const readText = (name: string) => (existsSync(path(name)) && readFileSync(path(name), 'utf8')) || undefined
  writeFileSync(path('terraform'), countingProgram, { mode: 0o700 })
  writeFileSync(path('runner.ts'), runner)
  const host = spawn(process.execPath, [path('runner.ts')], {
    cwd: folder,
    env: { ...process.env, PATH: `${folder}${delimiter}${process.env.PATH}` },
    stdio: 'ignore',
  })
  const gone = new Promise((resolve) => host.once('exit', resolve))
  const pid = await waitUntil('Terraform is at work', () => readText('pid'))
  host.kill('SIGKILL')
  await gone
  await waitUntil('Terraform is interrupted', () => readText('interrupts'))
  process.kill(Number(pid), 'SIGTERM')
  expect(await waitUntil('Terraform ends', () => readText('ended'))).toBe('1')
})
