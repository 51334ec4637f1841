import { once } from 'node:events'
import type { AddressInfo } from 'node:net'
import { getTestServer } from '@google-cloud/functions-framework/testing'
import { register } from '../functions/index.ts'
import { config } from '../server/config.ts'

/** The key of the stack, which the instances before a rotation use. */
export const oldKey = config.hmacKeys[0]
export const newKey = 'the key of the tests of key rotation'

/** Gives this process other keys until it is disposed: the one in use, then earlier ones. */
export const withKeys = (...keys: [string, ...string[]]): Disposable => {
  const previousKeys = config.hmacKeys
  config.hmacKeys = keys
  return {
    [Symbol.dispose]: () => {
      config.hmacKeys = previousKeys
    },
  }
}

/** Serves one function in this process, as an instance with this process's keys. @returns its address */
export const serveFunction = async (name: string): Promise<AsyncDisposable & { url: string }> => {
  await register(name)
  const server = getTestServer(name).listen(0, '127.0.0.1')
  await once(server, 'listening')
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    [Symbol.asyncDispose]: async () => {
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
    },
  }
}
