import type { Request, Response } from '@google-cloud/functions-framework'

/** Outside the wrapper, so that it says only that this process answers, and starts with nothing to load. */
export default (_request: Request, response: Response) => {
  response.set('Cache-Control', 'no-store').set('Access-Control-Allow-Origin', '*').json({ status: 'ok' })
}
