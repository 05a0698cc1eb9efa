import { createHash } from 'node:crypto'

/** An entry of a community's access log, as it is kept. */
export interface LogEntry {
  readonly sequence: number
  readonly record: string
  readonly hash: Uint8Array
}

/** Where a log ends, as it is kept elsewhere. */
export interface LogHead {
  readonly sequence: number
  readonly hash: Uint8Array
}

/** What a check of a log found: how many entries there are, or the first that is not as it was written. */
export type LogVerdict =
  | { readonly isWhole: true; readonly entries: number; readonly hash: string }
  | { readonly isWhole: false; readonly sequence: number; readonly fault: string }

/** The hash before the first entry: that of nothing. */
const beginning = createHash('sha256').digest()

/**
 * Checks that a log is whole: that each entry's hash follows from the one before and from what the entry says, and that the
 * last is the one that the head names.
 *
 * @param entries all entries, in their order
 * @param head null where none is kept: then there must be no entries
 */
export async function verifyLog(
  community: string,
  entries: AsyncIterable<LogEntry> | Iterable<LogEntry>,
  head: LogHead | null,
): Promise<LogVerdict> {
  let last: LogHead = { sequence: 0, hash: beginning }
  for await (const entry of entries) {
    const sequence = last.sequence + 1
    if (entry.sequence !== sequence) return broken(sequence, 'it is missing')
    if (!isSame(entry.hash, hashOf(community, last.hash, entry))) {
      return broken(sequence, 'its hash does not follow from the entry before it and from what it says')
    }
    if (head && sequence > head.sequence) return broken(sequence, 'it stands behind the end that is kept of the log')
    last = entry
  }
  if (!head) return last.sequence === 0 ? whole(last) : broken(1, 'no end is kept of the log')
  if (head.sequence > last.sequence) return broken(last.sequence + 1, 'it is missing')
  if (!isSame(head.hash, last.hash))
    return broken(last.sequence, 'it is another one than the end that is kept of the log')
  return whole(last)
}

function hashOf(community: string, before: Uint8Array, { sequence, record }: LogEntry): Uint8Array {
  return createHash('sha256').update(before).update(`${community}\n${sequence}\n${record}`).digest()
}

function isSame(one: Uint8Array, other: Uint8Array): boolean {
  return Buffer.compare(one, other) === 0
}

function whole({ sequence, hash }: LogHead): LogVerdict {
  return { isWhole: true, entries: sequence, hash: Buffer.from(hash).toString('hex') }
}

function broken(sequence: number, fault: string): LogVerdict {
  return { isWhole: false, sequence, fault }
}
