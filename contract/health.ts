import * as z from 'zod'
import { operation } from './operation.ts'

export const healthGet = operation({
  id: 'health-get',
  method: 'get',
  path: '/v1/health',
  summary: 'Reports that the service responds.',
  access: 'public',
  limit: 'none',
  responses: { 200: z.object({ status: z.literal('ok') }) },
})
