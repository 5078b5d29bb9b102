import { z } from 'zod'
import { apiSchemas } from './apiSchemas.ts'

/** An Outlet as the API shows it: `null` where the domain leaves a field out. */
export const outlet = z.object({
  id: z.string(),
  name: z.string(),
  homepage: z.string(),
  country: z.string().nullable().describe('ISO 3166-1 alpha-2; null for an international outlet'),
  labels: z
    .array(z.object({ label: z.string(), source: z.string(), asOf: z.string() }))
    .readonly()
    .describe('What others say about who controls it; never our own judgement'),
})
apiSchemas.add(outlet, { id: 'Outlet' })
