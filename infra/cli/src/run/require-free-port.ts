import { once } from 'node:events'
import { createServer } from 'node:net'
import { explainListening } from '@shequ/gateway/listen'

/**
 * Makes sure, before anything long begins, that the port can be listened on.
 *
 * @throws {AddressUnavailable} naming the port and what to do when it can't.
 */
export async function requireFreePort(host: string, port: number): Promise<void> {
  const probe = createServer().listen(port, host)
  try {
    await once(probe, 'listening')
  } catch (error) {
    throw explainListening(error, port)
  }
  probe.close()
  await once(probe, 'close')
}
