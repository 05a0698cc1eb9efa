import { createServer } from 'node:net'

/**
 * Makes sure, before anything long begins, that the port can be listened on.
 *
 * @throws {Error} naming the port and what to do when it can't.
 */
export async function requireFreePort(host: string, port: number): Promise<void> {
  await new Promise<void>((resolve, reject) => {
    const probe = createServer()
    probe.once('error', (error: NodeJS.ErrnoException) =>
      reject(
        error.code === 'EADDRINUSE'
          ? new Error(`Port ${port} is taken by another program. Choose another one: PORT=${port + 1}`)
          : new Error(
              `Can't listen on port ${port} of ${host} (${error.code ?? error.message}). Choose others with HOST and PORT.`,
            ),
      ),
    )
    probe.listen(port, host, () => probe.close(() => resolve()))
  })
}
