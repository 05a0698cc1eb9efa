import { createServer } from 'node:net'

/** The first of the wanted ports that is free on 127.0.0.1, else any free one. */
export async function findFreePort(wanted: readonly number[]): Promise<number> {
  for (const port of wanted) {
    const found = await tryPort(port)
    if (found !== undefined) return found
  }
  const found = await tryPort(0)
  if (found !== undefined) return found
  throw new Error(
    'Expected a free port on 127.0.0.1, but the system offers none. Close what holds them and start again.',
  )
}

function tryPort(port: number): Promise<number | undefined> {
  return new Promise((resolve) => {
    const server = createServer()
    server.unref()
    server.once('error', () => resolve(undefined))
    server.listen({ port, host: '127.0.0.1', exclusive: true }, () => {
      const address = server.address()
      const bound = typeof address === 'object' && address ? address.port : undefined
      server.close(() => resolve(bound))
    })
  })
}
