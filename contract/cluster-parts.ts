import * as z from 'zod'
import { message } from './validation.ts'
import './validation-issues.ts'

export const service = z.enum(['vscode', 'jupyterhub', 'mlflow', 'airflow', 'superset'])
export type Service = z.infer<typeof service>

/** Cents (US dollars); 0 is a valid price. */
export const price = z.object({ amount: z.int().min(0), currency: z.literal('USD') })

export const nodes = z
  .strictObject({
    /** A machine type by its platform’s name. */
    type: z.string().regex(/^[A-Za-z0-9._-]{2,40}$/, message('machineType')),
    min: z.int().min(1).max(50),
    max: z.int().min(1).max(50),
  })
  .refine(({ min, max }) => min <= max, { path: ['max'], message: message('notBelowMinimum') })
export type Nodes = z.infer<typeof nodes>
