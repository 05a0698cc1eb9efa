import { environmentCount } from '@shequ/process/environment-count'

/** How large a request's body may be. Fastify holds it while the body comes, and answers REQUEST_TOO_LARGE. */
export const bodyEnvironment = {
  BODY_LIMIT: environmentCount(1024, 64 * 1024 ** 2)
    .default(256 * 1024)
    .describe('The largest request body, in bytes. A larger one gives REQUEST_TOO_LARGE.'),
}
