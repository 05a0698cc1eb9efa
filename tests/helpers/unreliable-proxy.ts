import { type IncomingMessage, createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { setTimeout as sleep } from 'node:timers/promises'
import type { Random } from '@shequ/schema/random/random'

/** What a network did to what was sent through it. */
export interface Mishaps {
  dropped: number
  doubled: number
  late: number
}

export interface UnreliableProxy {
  readonly url: string
  readonly mishaps: Readonly<Mishaps>
  close(): Promise<void>
}

/**
 * Starts a network between two servers that is not to be relied on: of ten replies it drops one; of ten requests it sends one
 * twice, and another once more after those that follow.
 *
 * @param target where requests go; asked each time, since the server may come back elsewhere
 */
export async function startUnreliableProxy(target: () => string, random: Random): Promise<UnreliableProxy> {
  const mishaps: Mishaps = { dropped: 0, doubled: 0, late: 0 }
  const server = createServer((request, response) => {
    void (async () => {
      const body = await readBody(request)
      const send = () => fetch(target(), { method: 'POST', headers: { 'content-type': 'application/json' }, body })
      try {
        const again = random.chance(0.1)
        const later = random.chance(0.1)
        const lost = random.chance(0.1)
        if (again) {
          mishaps.doubled += 1
          await send()
        }
        if (later) {
          mishaps.late += 1
          void sleep(random.between(200, 2_000))
            .then(send)
            .catch(() => undefined)
        }
        const reply = await send()
        const text = await reply.text()
        if (lost) {
          mishaps.dropped += 1
          response.destroy()
        } else response.writeHead(reply.status, { 'content-type': 'application/json' }).end(text)
      } catch {
        response.destroy()
      }
    })()
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/graphql`,
    mishaps,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve())
        server.closeAllConnections()
      }),
  }
}

async function readBody(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = []
  for await (const chunk of request) chunks.push(chunk as Buffer)
  return Buffer.concat(chunks).toString('utf8')
}
