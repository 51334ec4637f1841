import { labsDownload } from '../../contract/labs.ts'
import { documents } from '../../server/documents.ts'
import { hubUrlOf } from '../../server/labs/hub-url.ts'
import { readLabFacts } from '../../server/labs/lab.ts'
import { createWorkUrl } from '../../server/labs/work-url.ts'
import { notFound, Problem } from '../../server/problem.ts'
import { readDocument } from '../../server/read-document.ts'
import { endpoint } from '../endpoint.ts'
import { json } from '../reply.ts'

/** A person who opened the lab has work there, whatever became of the seat. So the place decides, and not the registration. */
export default endpoint(labsDownload, async ({ params, caller, now }) => {
  const { eventId } = params
  const [read, snapshot] = await Promise.all([
    readLabFacts(eventId),
    readDocument(documents.labPlace(eventId, caller.uid)),
  ])
  if (!read) throw notFound('lab')
  if (!snapshot.exists)
    throw new Problem('no-seat', 'You have not opened this lab, so there is no work of yours.')
  const { lab, cluster } = read
  const url = hubUrlOf(cluster?.cluster)
  if (lab.platform !== 'sandbox')
    throw new Problem(
      'lab-not-open',
      'The lab runs on a cluster. Open it, and download your files there: right-click a folder in JupyterLab.',
    )
  const work = lab.clusterId && url && (await createWorkUrl(lab.clusterId, url, caller.uid, now))
  if (!work) throw new Problem('lab-not-open', 'This lab is gone, and the work in it as well.')
  return json(200, work)
})
