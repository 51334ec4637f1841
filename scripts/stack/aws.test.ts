import { expect, test, vi } from 'vitest'
import { startAws } from './aws.ts'

test('without a Python that has moto, no AWS starts and nothing fails', () => {
  vi.stubEnv('PATH', '')
  vi.stubEnv('PYENV_ROOT', '/nowhere')
  expect(startAws('scratch', '/nowhere')).toBeUndefined()
  vi.unstubAllEnvs()
})
