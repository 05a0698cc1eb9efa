import { Readable } from 'node:stream'
import { receivingKeySchema } from '@shequ/process/keys/wrapping/seal-key'
import { z } from 'zod'
import { type HostedMoves, placeStates } from './hosted-moves.js'
import { askHub, doorPath, linesType } from '../relay/hub-answer.js'
import { bytesOf, linesOf } from './lines.js'

const importedSchema = z.object({ rows: z.int() })
const keySchema = z.object({ key: receivingKeySchema })
const releaseSchema = z.object({ release: z.string() })
const settledSchema = z.object({ state: z.enum(placeStates) })

/** The hosted server's part in moves, asked over HTTP. @param hub the address of a hub, or of its community service */
export function movesOverHttp(hub: string): HostedMoves {
  const post = (step: string, message: string, body?: AsyncIterable<string>) =>
    askHub(`${hub}${doorPath}/moves/${step}`, {
      method: 'POST',
      headers: { authorization: `Bearer ${message}`, ...(body && { 'content-type': linesType }) },
      ...(body && { body: Readable.toWeb(Readable.from(bytesOf(body))), duplex: 'half' }),
    })
  return {
    exportRecords: async (message) => {
      const { body } = await post('export', message)
      return linesOf(body ?? new ReadableStream<Uint8Array>())
    },
    release: async (message) => releaseSchema.parse(await (await post('release', message)).json()).release,
    receivingKey: async (message) => keySchema.parse(await (await post('key', message)).json()).key,
    importRecords: async (message, lines) =>
      importedSchema.parse(await (await post('import', message, lines)).json()).rows,
    settlePlace: async (message) => settledSchema.parse(await (await post('settle', message)).json()).state,
  }
}
