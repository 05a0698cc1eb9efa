import { execFile } from 'node:child_process'
import { cp, mkdir, mkdtemp, readFile, readdir, rm, symlink, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'

const root = join(import.meta.dirname, '../..')

/** A copy of the project to change: built as this one is, with its installed packages, and with the workspace's own packages from the copy. */
export interface ScratchCopy {
  readonly folder: string
  /** Puts a line behind the first one that holds the text. */
  addBehind(path: string, text: string, line: string): Promise<void>
  /** Runs a program of Node in a folder of the copy. @throws what it printed, when it fails. */
  run(program: string, args?: readonly string[], folder?: string): Promise<void>
  remove(): Promise<void>
}

/** What a copy has anew, or not at all. */
const left = new Set(['node_modules', '.git', '.data', '.turbo'])

/** Copies the project into a temporary folder. */
export async function openScratchCopy(): Promise<ScratchCopy> {
  const folder = await mkdtemp(join(tmpdir(), 'shequ-copy-'))
  await cp(root, folder, {
    recursive: true,
    preserveTimestamps: true,
    verbatimSymlinks: true,
    filter: (source) => !left.has(source.split('/').at(-1) ?? ''),
  })
  await linkPackages(folder)
  return {
    folder,
    addBehind: async (path, text, line) => {
      const lines = (await readFile(join(folder, path), 'utf8')).split('\n')
      const at = lines.findIndex((each) => each.includes(text))
      if (at < 0) throw new Error(`Expected ${path} to have a line with ${text}, but it has none.`)
      await writeFile(join(folder, path), lines.toSpliced(at + 1, 0, line).join('\n'))
    },
    run: async (program, args = [], below = '.') => {
      await promisify(execFile)(process.execPath, [join(folder, program), ...args], {
        cwd: join(folder, below),
        env: { PATH: process.env['PATH'] ?? '', NODE_ENV: 'test' },
      }).catch((error: Error & { stdout: string; stderr: string }) => {
        throw new Error(`${program} ${args.join(' ')} failed.\n${error.stdout}${error.stderr}`)
      })
    },
    remove: () => rm(folder, { recursive: true, force: true }),
  }
}

async function linkPackages(folder: string): Promise<void> {
  const { workspaces } = JSON.parse(await readFile(join(root, 'package.json'), 'utf8')) as { workspaces: string[] }
  for (const place of ['.', ...workspaces]) {
    const names = await readdir(join(root, place, 'node_modules')).catch(() => [])
    await mkdir(join(folder, place, 'node_modules'), { recursive: true })
    for (const name of names.filter((each) => each !== '@shequ'))
      await symlink(join(root, place, 'node_modules', name), join(folder, place, 'node_modules', name))
  }
  await mkdir(join(folder, 'node_modules/@shequ'))
  for (const place of workspaces) {
    const { name } = JSON.parse(await readFile(join(root, place, 'package.json'), 'utf8')) as { name: string }
    await symlink(join(folder, place), join(folder, 'node_modules', name))
  }
}
