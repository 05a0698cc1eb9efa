import { chmod, mkdtemp, realpath, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { endWithThisProcess } from './end-with-this-process.js'
import { type EmbeddedServer, runServer } from './run-server.js'
import { ephemeralSettings } from './server-settings.js'

/**
 * Starts a server for throw-away data, quick and without regard for crashes, in a new temporary folder. It is stopped and
 * the folder removed by `stop`, or else when this process ends, however it ends.
 */
export async function startEphemeralServer(say: (line: string) => void): Promise<EmbeddedServer> {
  const folder = await realpath(await mkdtemp(join(tmpdir(), 'shequ-hub-')))
  // The server's account may be another one and has to pass through.
  await chmod(folder, 0o711)
  const guard = endWithThisProcess(folder)
  const remove = async () => {
    await rm(folder, { recursive: true, force: true })
    guard.release()
  }
  try {
    const server = await runServer({ dataDir: folder, settings: ephemeralSettings, unsynced: true, ports: [], say })
    const stop = () => server.stop().then(remove)
    let stopped: Promise<void> | undefined
    return { ...server, stop: () => (stopped ??= stop()) }
  } catch (error) {
    await remove()
    throw error
  }
}
