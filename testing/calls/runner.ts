import { runnerSecrets } from '../runner-clusters.ts'
import type { World } from '../world.ts'
import type { CallsOf } from './call.ts'
import { clusterRun } from './shared.ts'

const attemptOf = (which: keyof World['clusters']) => (world: World) => ({
  ...clusterRun(which)(world),
  attempt: 1,
})

export const runnerCalls: CallsOf<'runner'> = {
  'runner-claim': {
    body: (world) => ({
      ...attemptOf('queued')(world),
      claim: runnerSecrets.claim,
      nonce: runnerSecrets.nonce,
      execution: 'local-1-1',
    }),
    status: 200,
    refused: [
      {
        what: 'a claim that is another one',
        body: (world) => ({
          ...attemptOf('queued')(world),
          claim: runnerSecrets.nonce,
          nonce: runnerSecrets.nonce,
          execution: 'x',
        }),
        code: 'run-over',
      },
      {
        what: 'a run that has a runner',
        body: (world) => ({
          ...attemptOf('working')(world),
          claim: runnerSecrets.claim,
          nonce: runnerSecrets.claim,
          execution: 'x',
        }),
        code: 'run-claimed',
      },
    ],
  },
  'runner-credentials': {
    body: (world) => ({ ...attemptOf('working')(world), session: runnerSecrets.session }),
    status: 200,
    refused: [
      {
        what: 'another session',
        body: (world) => ({ ...attemptOf('working')(world), session: runnerSecrets.claim }),
        code: 'run-over',
      },
      {
        what: 'a run that is over',
        body: (world) => ({ ...attemptOf('failed')(world), session: runnerSecrets.session }),
        code: 'run-over',
      },
    ],
  },
  'runner-hub': {
    body: (world) => ({
      ...attemptOf('working')(world),
      session: runnerSecrets.session,
      url: 'http://127.0.0.1:41000/lab/',
    }),
    status: 200,
    refused: [
      {
        what: 'another session',
        body: (world) => ({
          ...attemptOf('working')(world),
          session: runnerSecrets.claim,
          url: 'http://127.0.0.1:41000/lab/',
        }),
        code: 'run-over',
      },
      {
        what: 'a run that is over',
        body: (world) => ({
          ...attemptOf('failed')(world),
          session: runnerSecrets.session,
          url: 'http://127.0.0.1:41000/lab/',
        }),
        code: 'run-over',
      },
    ],
  },
  'runner-progress': {
    body: (world) => ({
      ...attemptOf('working')(world),
      session: runnerSecrets.session,
      sequence: 1,
      lines: ['Terraform has begun.'],
      resources: [{ address: 'terraform_data.vpc', stage: 'cluster', action: 'create', state: 'planned' }],
      stages: [{ name: 'cluster', state: 'running' }],
      planned: { changes: 1 },
      stale: undefined,
      finished: undefined,
    }),
    status: 200,
    refused: [
      {
        what: 'an earlier attempt',
        body: (world) => ({
          ...attemptOf('working')(world),
          attempt: 2,
          session: runnerSecrets.session,
          sequence: 1,
        }),
        code: 'run-over',
      },
      {
        what: 'another session',
        body: (world) => ({ ...attemptOf('working')(world), session: runnerSecrets.claim, sequence: 1 }),
        code: 'run-over',
      },
    ],
  },
}
