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

/** Where a log ended at a time, as it travelled to the borough. */
export interface TravelledHead extends LogHead {
  readonly receivedAt: Date
}

/** What a log is held against beside itself. */
export interface LogProof {
  /** Null where none is kept: then there must be no entries. */
  readonly head: LogHead | null
  /** The last entry that was removed for its age; null where none was. */
  readonly checkpoint: LogHead | null
  /** Where the log ended at times, by another tier's word, oldest first. */
  readonly travelled: readonly TravelledHead[]
  /** What travelled since then was written too lately to have been removed for its age. */
  readonly keptSince: Date
}

/** What a check of a log found: how many entries there are, or the first that is not as it was written. */
export type LogVerdict =
  | { readonly isWhole: true; readonly entries: number; readonly removed: number; readonly hash: string }
  | { readonly isWhole: false; readonly sequence: number; readonly fault: string }

/** The hash before the first entry: that of nothing. */
const beginning = createHash('sha256').digest()

/**
 * Checks that a log is whole: that each entry's hash follows from the one before and from what the entry says, that the last is the one
 * that the head names, and that it passes through every head that travelled. Who writes the log can make it follow from itself;
 * what travelled can't be called back.
 *
 * @param entries all entries, in their order
 */
export async function verifyLog(
  community: string,
  entries: AsyncIterable<LogEntry> | Iterable<LogEntry>,
  { head, checkpoint, travelled, keptSince }: LogProof,
): Promise<LogVerdict> {
  const removed = checkpoint?.sequence ?? 0
  const early = travelled.find(({ sequence, receivedAt }) => sequence < removed && receivedAt >= keptSince)
  if (early) return broken(early.sequence + 1, 'it was removed before its time')
  const kept = new Map(travelled.map((past) => [past.sequence, past]))
  let last: LogHead = checkpoint ?? { sequence: 0, hash: beginning }
  let agreed = 0
  const differsFromTravelled = ({ sequence, hash }: LogHead): LogVerdict | undefined => {
    const past = kept.get(sequence)
    if (past && !isSame(past.hash, hash)) return broken(sequence, differed(past, agreed))
    if (past) agreed = sequence
    return undefined
  }
  const unlike = differsFromTravelled(last)
  if (unlike) return unlike
  for await (const entry of entries) {
    const sequence = last.sequence + 1
    if (entry.sequence !== sequence) return broken(sequence, 'it is missing')
    if (!isSame(entry.hash, hashOf(community, last.hash, entry))) {
      return broken(sequence, 'its hash does not follow from the entry before it and from what it says')
    }
    if (head && sequence > head.sequence) return broken(sequence, 'it stands behind the end that is kept of the log')
    const different = differsFromTravelled(entry)
    if (different) return different
    last = entry
  }
  const beyond = travelled.find(({ sequence }) => sequence > last.sequence)
  if (beyond)
    return broken(last.sequence + 1, `it is missing: on ${dayOf(beyond)} the log went up to entry ${beyond.sequence}`)
  if (!head) return last.sequence === 0 ? whole(last, removed) : broken(removed + 1, 'no end is kept of the log')
  if (head.sequence > last.sequence) return broken(last.sequence + 1, 'it is missing')
  if (!isSame(head.hash, last.hash))
    return broken(last.sequence, 'it is another one than the end that is kept of the log')
  return whole(last, removed)
}

/** What is wrong with an entry whose hash is not the one that travelled, while those up to another one are. */
function differed(past: TravelledHead, agreed: number): string {
  const others = agreed === 0 ? 'one before it' : `one between entry ${agreed} and it`
  return `it, or ${others}, is not what it was on ${dayOf(past)}, when its hash travelled to the borough`
}

function dayOf({ receivedAt }: TravelledHead): string {
  return receivedAt.toISOString().slice(0, 10)
}

function hashOf(community: string, before: Uint8Array, { sequence, record }: LogEntry): Uint8Array {
  return createHash('sha256').update(before).update(`${community}\n${sequence}\n${record}`).digest()
}

function isSame(one: Uint8Array, other: Uint8Array): boolean {
  return Buffer.compare(one, other) === 0
}

function whole({ sequence, hash }: LogHead, removed: number): LogVerdict {
  return { isWhole: true, entries: sequence - removed, removed, hash: Buffer.from(hash).toString('hex') }
}

function broken(sequence: number, fault: string): LogVerdict {
  return { isWhole: false, sequence, fault }
}
