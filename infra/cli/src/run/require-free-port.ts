import { once } from 'node:events'
import { type AddressInfo, createServer } from 'node:net'
import { explainListening } from '@shequ/gateway/listen'

/**
 * Makes sure, before anything long begins, that the port can be listened on.
 *
 * @returns the port, or in the place of 0 one that is free
 * @throws {AddressUnavailable} naming the port and what to do when it can't.
 */
export async function requireFreePort(host: string, port: number): Promise<number> {
  const probe = createServer().listen(port, host)
  try {
    await once(probe, 'listening')
  } catch (error) {
    throw explainListening(error, port)
  }
  const { port: found } = probe.address() as AddressInfo
  probe.close()
  await once(probe, 'close')
  return found
}
