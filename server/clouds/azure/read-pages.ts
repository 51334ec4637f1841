import { notProviderError } from '../errors.ts'
import { type AzureSession, management } from './session.ts'

const maxPages = 20

/** The items of a list of Resource Manager, from each of its pages. @throws Refused, Unreachable, Error */
export const readPages = async (session: AzureSession, path: string): Promise<unknown[]> => {
  const items: unknown[] = []
  let next: string | undefined = path
  for (let page = 1; next && page <= maxPages; page++) {
    const { body } = await session.call('GET', next)
    if (!Array.isArray(body.value)) throw notProviderError('Azure')
    items.push(...body.value)
    const { nextLink } = body
    // The token goes to Resource Manager only.
    next =
      typeof nextLink === 'string' && nextLink.startsWith(`${management}/`)
        ? nextLink.slice(management.length)
        : undefined
  }
  return items
}
