import { fastify } from 'fastify'
import { serializerCompiler, validatorCompiler, type ZodTypeProvider } from 'fastify-type-provider-zod'
import { addEtag } from './addEtag.ts'
import { answerFrameworkError, handleProblems } from './handleProblems.ts'
import type { HttpApp, HttpDeps } from './httpDeps.ts'
import { addMetricRoutes } from './metrics/addMetricRoutes.ts'
import { describeApi } from './openapi.ts'
import { addPageRoutes } from './pages/addPageRoutes.ts'
import { requirePassword } from './requirePassword.ts'
import { addArticleRoutes } from './routes/articles.ts'
import { addChangeRoutes } from './routes/changes.ts'
import { addHealthRoutes } from './routes/health.ts'
import { addOutletRoutes } from './routes/outlets.ts'
import { addQueueRoutes } from './routes/queues.ts'
import { addRecordRoutes } from './routes/records.ts'
import { addSecurityHeaders } from './securityHeaders.ts'

/** Nobody sends us much: every route is read with GET. */
const BOUNDS = {
  requestTimeout: 30_000,
  connectionTimeout: 60_000,
  handlerTimeout: 20_000,
  bodyLimit: 64 * 1024,
  routerOptions: { maxParamLength: 200 },
}

/**
 * Builds the server; `listen()` or `inject()` makes it ready.
 *
 * @returns A fastify instance that holds no connection of its own: `close()` leaves store and queues open.
 */
export function buildServer(deps: HttpDeps): HttpApp {
  const app: HttpApp = fastify({
    ...BOUNDS,
    logger: false,
    frameworkErrors: answerFrameworkError,
  }).withTypeProvider<ZodTypeProvider>()
  app.setValidatorCompiler(validatorCompiler)
  app.setSerializerCompiler(serializerCompiler)

  app.addHook('onRequest', addSecurityHeaders)
  if (deps.credentials) app.addHook('onRequest', requirePassword(deps.credentials))
  handleProblems(app, deps.log)

  describeApi(app)
  app.register(async (part: HttpApp) => {
    addHealthRoutes(part, deps)
    addMetricRoutes(part, deps)
    addPageRoutes(part, deps)
  })
  app.register(async (part: HttpApp) => {
    part.addHook('onSend', addEtag)
    addRecordRoutes(part, deps)
    addArticleRoutes(part, deps)
    addOutletRoutes(part, deps)
    addChangeRoutes(part, deps)
  })
  app.register(async (part: HttpApp) => addQueueRoutes(part, deps), { prefix: '/queues' })
  return app
}
