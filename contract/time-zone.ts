import * as z from 'zod'
import { currentZone, zoneProblem } from './time-zones.ts'
import { message } from './validation.ts'

/** A zone of the IANA database under its current name. An old name becomes the current one. */
export const timeZone = z
  .string()
  .max(60)
  .overwrite(currentZone)
  .refine((name) => zoneProblem(name) === undefined, {
    error: ({ input }) => message(zoneProblem(String(input)) ?? 'timeZone'),
  })
