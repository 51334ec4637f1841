import { expect, test, vi } from 'vitest'
import { startAws } from './aws.ts'

test('where no Python has moto, no AWS is started, and nothing fails', () => {
  vi.stubEnv('PATH', '')
  vi.stubEnv('PYENV_ROOT', '/nowhere')
  expect(startAws('scratch', '/nowhere')).toBeUndefined()
  vi.unstubAllEnvs()
})
