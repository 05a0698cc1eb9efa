import type { FastifyInstance } from 'fastify'

/** A gateway that listens. */
export interface Listening {
  readonly url: string
  /** Stops taking requests, lets those under way end, and closes the tiers' connections. */
  readonly close: () => Promise<void>
}

/** The address can't be listened on; the message says why and what to do. */
export class AddressUnavailable extends Error {}

/**
 * Opens the port.
 *
 * @throws {AddressUnavailable} when the port is taken or may not be used.
 */
export async function listen(app: FastifyInstance, host: string, port: number): Promise<Listening> {
  try {
    const url = await app.listen({ host, port })
    return { url, close: () => app.close() }
  } catch (error) {
    await app.close()
    throw explainListening(error, port)
  }
}

/** Why an address can't be listened on, as a person is told; the error as it is when it has another cause. */
export function explainListening(error: unknown, port: number): unknown {
  switch ((error as NodeJS.ErrnoException).code) {
    case 'EADDRINUSE':
      return new AddressUnavailable(`Port ${port} is taken by another program. Choose another one: PORT=${port + 1}`)
    case 'EACCES':
      return new AddressUnavailable(
        `Port ${port} needs rights this user lacks. Choose one above 1023, such as PORT=4000`,
      )
    case 'EADDRNOTAVAIL':
    case 'ENOTFOUND':
      return new AddressUnavailable(`HOST is not an address of this machine. Try 127.0.0.1 or 0.0.0.0`)
    default:
      return error
  }
}
