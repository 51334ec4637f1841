import type { Request, Response } from '@google-cloud/functions-framework'

/** Does not use `endpoint`: it reports only that this process responds, and it starts without loading anything else. */
export default (_request: Request, response: Response) => {
  response.set('Cache-Control', 'no-store').set('Access-Control-Allow-Origin', '*').json({ status: 'ok' })
}
