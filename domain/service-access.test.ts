import { expect, test } from 'vitest'
import { service } from '../contract/cluster-parts.ts'
import { forwardCommand, localUrl, passwordCommand } from './service-access.ts'

const forward = { namespace: 'jupyterhub', service: 'proxy-public', port: 80 }

test('a command reaches the service at the address that the page shows', () => {
  expect(forwardCommand('jupyterhub', forward)).toBe(
    'kubectl port-forward -n jupyterhub service/proxy-public 8000:80',
  )
  for (const name of service.options)
    expect(forwardCommand(name, forward)).toContain(` ${new URL(localUrl(name)).port}:80`)
})

test('services with different releases can be open at the same time', () => {
  const urls = service.options.filter((name) => name !== 'vscode').map(localUrl)
  expect(new Set(urls).size).toBe(urls.length)
})

test('the password is read from the namespace of the service', () => {
  expect(passwordCommand(forward)).toMatch(/^kubectl get secret labseat-access -n jupyterhub -o /)
})
