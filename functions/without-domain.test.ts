import { execFileSync } from 'node:child_process'
import { join } from 'node:path'
import { expect, test } from 'vitest'

// A new process, because other tests load the framework with its hooks.
const runModule = (code: string): unknown =>
  JSON.parse(
    execFileSync(process.execPath, ['--input-type=module', '--eval', code], {
      cwd: join(import.meta.dirname, '..'),
      encoding: 'utf8',
    }),
  )

const probe = `
  import { once } from 'node:events'
  import { http } from '@google-cloud/functions-framework'
  import { getTestServer } from '@google-cloud/functions-framework/testing'
  import './functions/without-domain.ts'
  http('probe', async (request, response) => {
    const promise = Promise.resolve()
    await promise
    response.json({ hasDomain: 'domain' in promise })
  })
  const server = getTestServer('probe').listen(0, '127.0.0.1')
  await once(server, 'listening')
  const response = await fetch('http://127.0.0.1:' + server.address().port)
  console.log(await response.text())
  process.exit()
`

test('a function runs without the hooks of node:domain, which slow down every promise', () => {
  expect(runModule(probe)).toEqual({ hasDomain: false })
})

test('timers and connections still work where a real domain was entered before', () => {
  const code = `
    import domain from 'node:domain'
    import { setTimeout } from 'node:timers/promises'
    domain.active = domain.create()
    await import('./functions/without-domain.ts')
    await setTimeout(1)
    const response = await fetch('data:application/json,{}')
    console.log(JSON.stringify({ status: response.status }))
  `
  expect(runModule(code)).toEqual({ status: 200 })
})
