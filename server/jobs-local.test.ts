import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { environmentOf } from '../clusters/runner/environment.ts'
import { waitUntil } from '../testing/wait-until.ts'
import { localJobs } from './jobs-local.ts'

test('a runner that lives is running under the name that it gives itself', async () => {
  const { execution } = environmentOf({
    LABSEAT_API_URL: 'http://127.0.0.1:1',
    LABSEAT_CLUSTER: 'c1',
    LABSEAT_RUN: 'r1',
    LABSEAT_ATTEMPT: '1',
    LABSEAT_CLAIM: 'a-claim',
  })
  expect(execution).toBe(`local-${process.pid}`)
  expect(await localJobs.getState(execution)).toBe('running')
})

test('a process that has ended is not running, and neither is a later one with its number', async () => {
  const child = spawn(process.execPath, ['-e', ''])
  await once(child, 'exit')
  expect(await localJobs.getState(`local-${child.pid}`)).toBe('ended')
  expect(await localJobs.getState(`local-${process.pid}-1`)).toBe('ended')
})

test.runIf(process.platform === 'linux')('a zombie has ended', async () => {
  // The shell starts a process that ends, and becomes a program that never asks how it ended.
  const parent = spawn('sh', ['-c', 'sh -c "exit 0" & echo $!; exec sleep 600'])
  const [output] = await once(parent.stdout, 'data')
  const pid = Number(String(output))
  await waitUntil('a zombie', () => readFileSync(`/proc/${pid}/stat`, 'utf8').includes(') Z '))
  expect(await localJobs.getState(`local-${pid}`)).toBe('ended')
  parent.kill()
  await once(parent, 'exit')
})

test('the name of another platform’s execution is unknown', async () => {
  expect(await localJobs.getState('labseat-runner-aws-abc12')).toBe('unknown')
})
