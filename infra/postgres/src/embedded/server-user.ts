import { readFile, stat } from 'node:fs/promises'

/** The operating-system account that a server's processes and files belong to. */
export interface ServerUser {
  readonly name: string
  readonly uid: number
  readonly gid: number
}

/**
 * The account to run the server as, or `undefined` where this process's own will do. PostgreSQL refuses to run as
 * root, so root hands it to the owner of an existing cluster, else to `postgres`, else to `nobody`.
 *
 * @throws when this is root and no such account exists.
 */
export async function findServerUser(
  cluster: string,
  uid = process.getuid?.(),
  passwordFile = '/etc/passwd',
): Promise<ServerUser | undefined> {
  if (uid !== 0) return undefined
  const accounts = parseAccounts(await readFile(passwordFile, 'utf8'))
  const owner = await stat(cluster).catch(() => undefined)
  if (owner && owner.uid !== 0) {
    return accounts.find((account) => account.uid === owner.uid) ?? nameless(owner)
  }
  const found =
    accounts.find((account) => account.name === 'postgres') ?? accounts.find((account) => account.name === 'nobody')
  if (found) return found
  throw new Error(
    `PostgreSQL does not run as root: expected an account "postgres" or "nobody" in ${passwordFile}, found neither. ` +
      'Add one (useradd --system postgres), start the hub as an ordinary user, or give it servers of your own.',
  )
}

/** Files may belong to a number without a name, as on a volume that another machine wrote. */
function nameless({ uid, gid }: { readonly uid: number; readonly gid: number }): ServerUser {
  return { name: String(uid), uid, gid }
}

function parseAccounts(text: string): ServerUser[] {
  return text
    .split('\n')
    .map((line) => line.split(':'))
    .map(([name = '', , uid = '', gid = '']) => ({
      name,
      uid: Number.parseInt(uid, 10),
      gid: Number.parseInt(gid, 10),
    }))
    .filter((account) => account.name !== '' && account.uid > 0 && account.gid >= 0)
}
