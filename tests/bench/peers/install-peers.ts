import { execFile } from 'node:child_process'
import { mkdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { peers } from './peers.js'

/**
 * Installs the peers into a folder of their own, where they are not there yet: no lock file of the hub has them.
 *
 * @returns the folder of their commands
 */
export async function installPeers(folder: string, say: (line: string) => void): Promise<string> {
  const commands = join(folder, 'node_modules/.bin')
  const dependencies = Object.fromEntries(peers.map((peer) => [peer.package, peer.version]))
  if (await hasAll(folder, dependencies)) return commands
  say('Installing the gateways that the hub is compared with (some minutes, 620 MB) …')
  await mkdir(folder, { recursive: true })
  await writeFile(join(folder, 'package.json'), JSON.stringify({ private: true, dependencies }, undefined, 2))
  await promisify(execFile)('npm', ['install', '--no-audit', '--no-fund', '--loglevel=error'], { cwd: folder })
  return commands
}

async function hasAll(folder: string, wanted: Readonly<Record<string, string>>): Promise<boolean> {
  const versions = await Promise.all(
    Object.keys(wanted).map(async (name) => {
      const file = join(folder, 'node_modules', name, 'package.json')
      const text = await readFile(file, 'utf8').catch(() => '{}')
      return (JSON.parse(text) as { version?: string }).version === wanted[name]
    }),
  )
  return versions.every(Boolean)
}
