import * as z from 'zod'
import { message } from './validation.ts'
import './validation-issues.ts'

export const service = z.enum(['vscode', 'jupyterhub', 'mlflow', 'airflow', 'superset'])
export type Service = z.infer<typeof service>

/** Cents (US dollars); 0 is a valid price. */
export const price = z.object({ amount: z.int().min(0), currency: z.literal('USD') })

/** The price of one node an hour, which an operator enters for a machine type without a known list price. */
export const nodePrice = z.strictObject({
  amount: z.int().min(1, message('amount')).max(1_000_000),
  currency: z.literal('USD', message('budgetCurrency')),
})

/** The price of one node an hour in its region, from the platform's price list. In cents with fractions. */
export const listPrice = z.object({
  amount: z.number().min(0),
  currency: z.literal('USD'),
  /** The day of the price list, as in 2026-11-28. */
  date: z.string(),
})
export type ListPrice = z.infer<typeof listPrice>

export const nodes = z
  .strictObject({
    /** A machine type by its platform’s name. */
    type: z.string().regex(/^[A-Za-z0-9._-]{2,40}$/, message('machineType')),
    min: z.int().min(1).max(50),
    max: z.int().min(1).max(50),
    /**
     * GiB of each node's disk; 50 if left out. AKS takes 30 to 2,048 (https://learn.microsoft.com/cli/azure/aks/nodepool), EKS and GKE take more:
     * the image of EKS needs 20, and a disk of GKE has 10 at least.
     */
    diskGb: z.int().min(30).max(2048).optional(),
  })
  .refine(({ min, max }) => min <= max, { path: ['max'], message: message('notBelowMinimum') })
export type Nodes = z.infer<typeof nodes>
