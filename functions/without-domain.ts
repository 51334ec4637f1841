import domain from 'node:domain'

/**
 * functions-framework runs each request in a node:domain. The first domain turns on hooks for every promise of the process, which took half
 * of a registration's time in the functions and a quarter of their memory. Domains are not needed: endpoint.ts and subscriber.ts catch
 * every error of a function, and the framework ends the process on an error outside a request.
 */
const noDomain = {
  // Where a real domain was entered before this module loads, Node enters and leaves the current domain around each callback.
  enter: () => {},
  exit: () => {},
  on: () => noDomain,
  run: <T>(work: () => T): T => work(),
  bind: <F>(callback: F): F => callback,
}
domain.create = () => noDomain as unknown as domain.Domain
// The framework binds its callback for the end of a message to the current domain.
Object.assign(process, { domain: noDomain })
