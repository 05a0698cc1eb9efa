import type { Shutdown } from '@shequ/process/shutdown'

/** Registers how a thing is ended before it has begun, so that an interruption in between leaves nothing behind. */
export async function endWith<Thing>(
  shutdown: Shutdown,
  name: string,
  beginning: Promise<Thing>,
  end: (thing: Thing) => Promise<void>,
): Promise<Thing> {
  shutdown.add(name, async () => {
    const begun = await beginning.catch(() => undefined)
    if (begun !== undefined) await end(begun)
  })
  return beginning
}
