import { realpath, stat } from 'node:fs/promises'
import { dirname } from 'node:path'
import type { ServerUser } from './server-user.js'

/** Whether an account may pass through every folder down to and including this one, by its permission bits. */
export async function canReach(user: ServerUser | undefined, folder: string): Promise<boolean> {
  if (!user) return true
  let current = await realpath(folder)
  for (;;) {
    if (!(await mayEnter(user, current))) return false
    const parent = dirname(current)
    if (parent === current) return true
    current = parent
  }
}

async function mayEnter(user: ServerUser, folder: string): Promise<boolean> {
  const { mode, uid, gid } = await stat(folder)
  if (uid === user.uid) return (mode & 0o100) !== 0
  if (gid === user.gid) return (mode & 0o010) !== 0
  return (mode & 0o001) !== 0
}
