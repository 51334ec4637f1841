import './answer-headers.ts'
import './without-domain.ts'
import { readdirSync } from 'node:fs'
import { cloudEvent, http } from '@google-cloud/functions-framework'

/** The file of a function: `registrations-request` is functions/registrations/request, `people-welcome` pubsub/people/welcome. */
const fileOf = (name: string): string | undefined => {
  const extension = import.meta.filename.endsWith('.ts') ? '.ts' : '.js'
  for (const side of ['functions', 'pubsub']) {
    const resource = readdirSync(new URL(`../${side}`, import.meta.url), { withFileTypes: true }).find(
      (entry) => entry.isDirectory() && name.startsWith(`${entry.name}-`),
    )
    const action = resource && name.slice(resource.name.length + 1)
    // An underscore marks a helper of the endpoints in its folder.
    const file = action && !action.startsWith('_') && `../${side}/${resource.name}/${action}${extension}`
    if (
      file &&
      readdirSync(new URL('.', new URL(file, import.meta.url))).some((entry) => file.endsWith(`/${entry}`))
    )
      return file
  }
  return undefined
}

/** Loads only this function's modules and registers the function with the framework. */
export const register = async (name: string): Promise<void> => {
  const file = fileOf(name)
  if (!file) throw new Error(`There is no function ${name}.`)
  const { default: handler } = await import(file)
  if (file.startsWith('../pubsub/')) cloudEvent(name, handler)
  else http(name, handler)
}

if (process.env.FUNCTION_TARGET) await register(process.env.FUNCTION_TARGET)
