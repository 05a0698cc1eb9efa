import fastifyStatic from '@fastify/static'
import type { FastifyInstance } from 'fastify'

/** The console, and the page for access, send what they ask by scripts of the hub's own. */
export const scriptPolicy =
  "default-src 'none'; script-src 'self'; connect-src 'self'; style-src 'self'; img-src 'self'; base-uri 'none'; " +
  "form-action 'none'; frame-ancestors 'none'"

/** Serves the files that a bundler made, under a policy of what they may load. */
export async function serveBundle(app: FastifyInstance, root: string, prefix: string, policy: string): Promise<void> {
  await app.register(fastifyStatic, {
    root,
    prefix,
    index: 'index.html',
    decorateReply: !app.hasReplyDecorator('sendFile'),
    // Bundled files carry a hash of their content in their names; the page that names them does not.
    setHeaders: (response, path) => {
      const lasting = path.endsWith('.html') ? 'no-cache' : 'public, max-age=31536000, immutable'
      for (const [name, value] of Object.entries({ ...secure(policy), 'cache-control': lasting })) {
        response.setHeader(name, value)
      }
    },
    cacheControl: false,
  })
}

/** The headers of a page that may load what its policy says. */
export function secure(policy: string): Record<string, string> {
  return {
    'content-security-policy': policy,
    'x-content-type-options': 'nosniff',
    'referrer-policy': 'no-referrer',
  }
}
