import type { PublicKeys } from '@shequ/process/keys/signing-key'
import type { FastifyInstance } from 'fastify'
import type { Supergraph } from '../plan/supergraph.js'

/** What the pages show. */
export interface PageParts {
  readonly supergraph: Supergraph
  readonly publicKeys: PublicKeys
}

/** Serves what is read rather than asked: the graph's SDL and the gateway's public keys. */
export function servePages(app: FastifyInstance, { supergraph, publicKeys }: PageParts): void {
  app.get('/schema.graphql', async (_request, reply) => {
    void reply.header('content-type', 'application/graphql; charset=utf-8')
    return supergraph.apiSchemaSdl()
  })
  app.get('/.well-known/jwks.json', async (_request, reply) => {
    void reply.header('content-type', 'application/jwk-set+json; charset=utf-8').header('cache-control', 'max-age=300')
    return JSON.stringify(publicKeys)
  })
}
