import { readFile } from 'node:fs/promises'
import { z } from 'zod'

/** These folders lie beside `src` and `dist`, and hold for both. */
const ofConsole = new URL('../../console/src/generated/operations.json', import.meta.url)
const ofAccess = new URL('../../pages/access-operations.mjs', import.meta.url)

const texts = z.record(z.string(), z.string())

/** The operations by which the hub's own pages ask: the console, and the page for access. */
export async function pageOperations(): Promise<ReadonlySet<string>> {
  const [console, access] = await Promise.all([readFile(ofConsole, 'utf8'), import(ofAccess.href) as Promise<unknown>])
  return new Set([JSON.parse(console), { ...(access as object) }].flatMap((all) => Object.values(texts.parse(all))))
}
