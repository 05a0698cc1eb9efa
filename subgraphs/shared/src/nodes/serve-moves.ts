import { Readable } from 'node:stream'
import { bearerToken } from '@shequ/process/keys/bearer-token'
import { HubError } from '@shequ/schema/errors/hub-error'
import type { FastifyInstance, FastifyRequest } from 'fastify'
import type { HostedMoves } from './hosted-moves.js'
import { doorPath, linesType } from './hub-answer.js'
import { bytesOf, linesOf } from './lines.js'

/** The largest body of records, in bytes: they are taken in as they come. */
const largestRecords = 2 ** 40

/** Serves the hosted server's part in moves below `/nodes/moves`, to nodes that sign what they ask. */
export async function serveMoves(app: FastifyInstance, moves: HostedMoves): Promise<void> {
  await app.register(async (door) => {
    door.addContentTypeParser(linesType, { bodyLimit: largestRecords }, (_request, payload, done) =>
      done(null, payload),
    )

    door.post(`${doorPath}/moves/export`, async (request, reply) => {
      const lines = await moves.exportRecords(messageOf(request))
      return reply.type(linesType).send(Readable.from(bytesOf(lines), { objectMode: false }))
    })
    door.post(`${doorPath}/moves/import`, { bodyLimit: largestRecords }, async (request) => {
      const { body } = request
      if (!(body instanceof Readable)) throw new HubError('BAD_REQUEST', `Expected the content type ${linesType}.`)
      return { rows: await moves.importRecords(messageOf(request), linesOf(body)) }
    })
    door.post(`${doorPath}/moves/settle`, async (request) => ({ state: await moves.settlePlace(messageOf(request)) }))
  })
}

function messageOf({ headers: { authorization } }: FastifyRequest): string {
  const message = bearerToken(authorization)
  if (message !== undefined) return message
  throw new HubError('UNAUTHENTICATED', 'Expected `Authorization: Bearer` with a request that the node signed.')
}
