import { access, constants, mkdir, realpath } from 'node:fs/promises'
import { resolve } from 'node:path'
import { holdDataDir } from './hold-data-dir.js'
import { type EmbeddedServer, runServer } from './run-server.js'
import { lastingSettings } from './server-settings.js'
import { startEphemeralServer } from './start-ephemeral-server.js'
import { superviseServer } from './supervise-server.js'

export type { EmbeddedServer }

export interface EmbeddedServerOptions {
  /** The folder that everything lasting is kept in; made when missing. Not used by an ephemeral server. */
  readonly dataDir: string
  /** Told what a person starting the hub should know. Nothing secret is passed to it. */
  readonly say?: (line: string) => void
  /** Where the server's files go when its account can't enter `dataDir`; by default `/var/lib/shequ-hub`, then `/var/tmp/shequ-hub`. */
  readonly outside?: readonly string[]
  /** For a test run: a server in a temporary folder, removed when it stops or this process ends. False by default: data lasts. */
  readonly ephemeral?: boolean
}

/**
 * Starts the embedded PostgreSQL of a data folder and resolves when it takes connections on 127.0.0.1: on the port of its
 * last start, else on 5432, else on any that is free. The first start creates the cluster. What was acknowledged
 * survives a crash of this process, of the server and of the machine.
 *
 * A server that ends by itself, or is killed, is started again on the same port until `stop`.
 *
 * A server that a killed hub left running is taken over. Works as root too: the server then runs as another account.
 *
 * @throws {DataDirInUse} while another hub that is alive uses the folder.
 * @throws {ServerStartFailed} with the end of the server's log when it does not come up.
 */
export async function startEmbeddedServer(options: EmbeddedServerOptions): Promise<EmbeddedServer> {
  const say = options.say ?? (() => undefined)
  if (options.ephemeral) return startEphemeralServer(say)
  const dataDir = await makeDataDir(options.dataDir)
  const letGo = await holdDataDir(dataDir)
  try {
    const server = await runServer({
      dataDir,
      settings: lastingSettings,
      unsynced: false,
      ports: [5432],
      say,
      ...(options.outside && { outside: options.outside }),
    })
    const kept = superviseServer(server, say)
    const stop = async () => {
      await kept.stop()
      await server.stop()
      await letGo()
    }
    let stopped: Promise<void> | undefined
    const { adminUrl, port, adopted } = server
    return {
      adminUrl,
      port,
      get pid() {
        return server.pid
      },
      adopted,
      stop: () => (stopped ??= stop()),
    }
  } catch (error) {
    await letGo()
    throw error
  }
}

async function makeDataDir(dataDir: string): Promise<string> {
  const absolute = resolve(dataDir)
  try {
    await mkdir(absolute, { recursive: true })
    await access(absolute, constants.R_OK | constants.W_OK | constants.X_OK)
    return await realpath(absolute)
  } catch (error) {
    throw new Error(
      `Expected to be able to make and write the data folder ${absolute}, but: ${(error as Error).message}. ` +
        'Set DATA_DIR to a folder that this account owns, or start the hub as the account that made this one.',
      { cause: error },
    )
  }
}
