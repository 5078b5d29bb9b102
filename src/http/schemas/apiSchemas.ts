import { z } from 'zod'

/** Schemas that the API description refers to by name; each schema file adds its own. */
export const apiSchemas = z.registry<{ id: string }>()
