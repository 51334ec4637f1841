import * as z from 'zod'
import { operation } from './operation.ts'

export const statusGet = operation({
  id: 'status-get',
  method: 'get',
  path: '/v1/status',
  summary: 'Reports that Labseat works: the gateway, a function and the database answer. For uptime checks.',
  access: 'public',
  limit: 'read',
  responses: { 200: z.object({ status: z.literal('ok') }) },
})
