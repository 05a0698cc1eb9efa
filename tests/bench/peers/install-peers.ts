import { execFile } from 'node:child_process'
import { cp, mkdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { peerPackages } from './peers.js'

export interface PeersInstallation {
  /** Outside the repository: no lock file of the hub has what is in it. */
  readonly folder: string
  /** Where the programs lie that serve by packages alone. */
  readonly programs: string
  /** Ends what is under way. */
  readonly signal: AbortSignal
  readonly say: (line: string) => void
}

const run = promisify(execFile)

/** Installs the peers into a folder of their own, as far as they are not there, and lays the programs beside them. */
export async function installPeers({ folder, programs, signal, say }: PeersInstallation): Promise<void> {
  await mkdir(folder, { recursive: true })
  const missing = await missingPackages(folder, peerPackages)
  if (missing.length > 0) {
    say(`Installing ${missing.join(', ')} in ${folder} (some minutes, 700 MB) …`)
    await writeFile(join(folder, 'package.json'), JSON.stringify({ private: true, dependencies: peerPackages }))
    const options = ['--no-audit', '--no-fund', '--ignore-scripts', '--loglevel=error']
    await run('npm', ['install', ...options], { cwd: folder, signal })
  }
  // The one script that is needed: it lays the binary of this machine where the command is.
  await run(process.execPath, [join(folder, 'node_modules/grafbase/postinstall.js')], { cwd: folder, signal })
  await cp(programs, join(folder, 'programs'), { recursive: true })
}

/** What of the wanted packages a folder does not have in just that version. */
export async function missingPackages(
  folder: string,
  wanted: Readonly<Record<string, string>>,
): Promise<readonly string[]> {
  const missing: string[] = []
  for (const [name, version] of Object.entries(wanted)) {
    const text = await readFile(join(folder, 'node_modules', name, 'package.json'), 'utf8').catch(() => '{}')
    if ((JSON.parse(text) as { readonly version?: string }).version !== version) missing.push(`${name} ${version}`)
  }
  return missing
}
