import { Readable } from 'node:stream'
import { finished } from 'node:stream/promises'
import { bearerToken } from '@shequ/process/keys/bearer-token'
import { HubError } from '@shequ/schema/errors/hub-error'
import type { FastifyInstance, FastifyRequest } from 'fastify'
import type { HostedMoves } from './hosted-moves.js'
import { doorPath, linesType } from '../relay/hub-answer.js'
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
    door.post(`${doorPath}/moves/release`, async (request) => ({ release: await moves.release(messageOf(request)) }))
    door.post(`${doorPath}/moves/key`, async (request) => ({ key: await moves.receivingKey(messageOf(request)) }))
    door.post(`${doorPath}/moves/import`, { bodyLimit: largestRecords }, async (request) => {
      const { body } = request
      if (!(body instanceof Readable)) throw new HubError('BAD_REQUEST', `Expected the content type ${linesType}.`)
      const chunks = body.iterator({ destroyOnReturn: false }) as AsyncIterable<Uint8Array>
      try {
        return { rows: await moves.importRecords(messageOf(request), linesOf(chunks)) }
      } catch (error) {
        await readOn(body)
        throw error
      }
    })
    door.post(`${doorPath}/moves/settle`, async (request) => ({ state: await moves.settlePlace(messageOf(request)) }))
  })
}

/** How long a request that is refused is read on, in milliseconds. */
const readsOnFor = 5_000

/** Reads what a refused request still sends, and forgets it: a sender that is cut off in the middle does not hear why. */
async function readOn(body: Readable): Promise<void> {
  const cutOff = setTimeout(() => body.destroy(), readsOnFor)
  await finished(body.resume()).catch(() => undefined)
  clearTimeout(cutOff)
}

function messageOf({ headers: { authorization } }: FastifyRequest): string {
  const message = bearerToken(authorization)
  if (message !== undefined) return message
  throw new HubError('UNAUTHENTICATED', 'Expected `Authorization: Bearer` with a request that the node signed.')
}
