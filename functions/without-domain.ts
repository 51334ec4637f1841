import domain from 'node:domain'

/**
 * functions-framework runs each request in a node:domain, and making the first one turns on hooks that follow every promise of the process
 * from then on: half of the time a registration took in the functions, and a quarter of their memory. What a domain is for is done without:
 * endpoint.ts and subscriber.ts catch what a function throws, and the framework ends the process on an error outside of any request.
 */
const none = {
  on: () => none,
  run: <T>(work: () => T): T => work(),
  bind: <F>(callback: F): F => callback,
}
domain.create = () => none as unknown as domain.Domain
// What the framework has tell of a message's end it binds to the domain it believes to be in.
Object.assign(process, { domain: none })
