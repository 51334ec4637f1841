import { expect, test } from 'vitest'
import { register } from './index.ts'

test.each(['runs-_answer-plan', 'registrations-_registration', 'me-_picture', 'runs-', 'nothing-get'])(
  '%s is not a function',
  async (name) => {
    await expect(register(name)).rejects.toThrow(`There is no function ${name}.`)
  },
)
