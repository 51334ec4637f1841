import type { CallsOf } from './call.ts'
import { cluster, clusterRun, otto, pages } from './shared.ts'

export const runsCalls: CallsOf<'runs'> = {
  'runs-list': { as: otto, action: 'cluster-manage', params: cluster('ready'), query: pages, status: 200 },
  'runs-get': { as: otto, action: 'cluster-manage', params: clusterRun('ready'), status: 200 },
  'runs-log': { as: otto, action: 'cluster-manage', params: clusterRun('ready'), query: pages, status: 200 },
  'runs-approve': {
    as: otto,
    action: 'cluster-manage',
    params: clusterRun('planned'),
    status: 202,
    refused: [{ what: 'a run that is over', params: clusterRun('ready'), code: 'nothing-to-approve' }],
  },
  'runs-discard': {
    as: otto,
    action: 'cluster-manage',
    params: clusterRun('planned'),
    status: 200,
    refused: [{ what: 'a run at work', params: clusterRun('working'), code: 'nothing-to-approve' }],
  },
}
