import swagger from '@fastify/swagger'
import { createJsonSchemaTransform, createJsonSchemaTransformObject } from 'fastify-type-provider-zod'
import { addEtag } from './addEtag.ts'
import type { HttpApp } from './httpDeps.ts'
import { apiSchemas } from './schemas/apiSchemas.ts'

const DESCRIPTION = `Claims that somebody interferes in an election, denials of them, and what carries them.

Everything is read with GET. Lists come in pages: follow \`next\`, or the \`Link\` header. \`/v1/changes\` is the way to
keep a copy: ask with the last sequence that you have. Within \`v1\` fields are only added.`

const nameAll = createJsonSchemaTransformObject({
  schemaRegistry: apiSchemas,
  zodToJsonConfig: { override: openUp },
})

/** Describes every route that is registered from here on, at `/openapi.json`. */
export function describeApi(app: HttpApp): void {
  app.register(swagger, {
    openapi: {
      openapi: '3.1.0',
      info: {
        title: 'claimwire',
        version: '1.0.0',
        description: DESCRIPTION,
        license: { name: 'Apache-2.0', identifier: 'Apache-2.0' },
      },
      tags: [
        { name: 'data', description: 'What was found' },
        { name: 'operations', description: 'How the pipeline does' },
      ],
      components: { securitySchemes: { password: { type: 'http', scheme: 'basic' } } },
      security: [{ password: [] }, {}],
    },
    transform: createJsonSchemaTransform({ schemaRegistry: apiSchemas, zodToJsonConfig: { override: openUp } }),
    transformObject: (document) => nameSchemas(document),
  })
  app.register(async (part: HttpApp) => {
    part.addHook('onSend', addEtag)
    part.get('/openapi.json', { schema: { hide: true } as object }, async (_request, reply) =>
      reply.type('application/json; charset=utf-8').send(JSON.stringify(app.swagger())),
    )
  })
}

/** Fields will be added, so a client must not refuse those that it does not know. */
function openUp({ jsonSchema }: { jsonSchema: { additionalProperties?: unknown; readOnly?: unknown } }): void {
  delete jsonSchema.additionalProperties
  delete jsonSchema.readOnly
}

/** Each named schema comes twice, as sent and as received; nothing of ours is sent to us. */
const nameSchemas: typeof nameAll = (given) => {
  const document = nameAll(given) as { components: { schemas: object } }
  const schemas = Object.entries(document.components.schemas).filter(([name]) => !name.endsWith('Input'))
  return { ...document, components: { ...document.components, schemas: Object.fromEntries(schemas) } }
}
