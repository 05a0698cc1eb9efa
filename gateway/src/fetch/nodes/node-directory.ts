import { isHosted } from '@shequ/schema/nodes/node-status'
import type { NodeEntry } from './node-entry.js'
import type { Node } from './open-node.js'

/** The communities that the hosted server does not answer for. */
export interface NodeDirectory {
  readonly size: number
  /** Who answers for a community, by its code or by an id that begins with it; undefined is the hosted server. */
  ownerOf(key: string): Node | undefined
  /** Takes changes of the register; what is under way ends as it began. */
  apply(changes: readonly NodeEntry[]): void
  close(): Promise<void>
}

const codeLength = 12

/** Makes an empty directory: the hosted server answers for everybody. */
export function createNodeDirectory(
  open: (entry: NodeEntry) => Node,
  onError: (error: unknown) => void,
): NodeDirectory {
  const nodes = new Map<string, Node>()

  function remove(community: string): void {
    const node = nodes.get(community)
    nodes.delete(community)
    node?.close().catch(onError)
  }

  function enter(entry: NodeEntry): void {
    const known = nodes.get(entry.community)
    if (known?.entry.address === entry.address) return known.update(entry)
    remove(entry.community)
    nodes.set(entry.community, open(entry))
  }

  return {
    get size() {
      return nodes.size
    },
    ownerOf: (key) => nodes.get(key.length === codeLength ? key : key.slice(0, codeLength)),
    apply(changes) {
      for (const entry of changes) {
        if (isHosted(entry.status)) remove(entry.community)
        else enter(entry)
      }
    },
    async close() {
      const all = [...nodes.values()]
      nodes.clear()
      await Promise.all(all.map((node) => node.close()))
    },
  }
}
