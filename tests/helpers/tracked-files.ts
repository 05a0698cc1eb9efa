import { execFile } from 'node:child_process'
import { lstat, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { promisify } from 'node:util'

/** The texts of the files that git tracks, by their path from the root; links are left out, since what they lead to is there itself. */
export async function readTracked(root: string, ...patterns: readonly string[]): Promise<ReadonlyMap<string, string>> {
  const { stdout } = await promisify(execFile)('git', ['ls-files', '-z', ...patterns], {
    cwd: root,
    maxBuffer: 16 * 1024 * 1024,
  })
  const files = await Promise.all(
    stdout.split('\0').map(async (file) => {
      const found = file === '' ? undefined : await lstat(join(root, file)).catch(() => undefined)
      return found?.isFile() ? ([[file, await readFile(join(root, file), 'utf8')]] as const) : []
    }),
  )
  return new Map(files.flat())
}
