import type { KnownOperation } from '@shequ/schema/changes/broken-operations'
import type { BareOperation } from './bare-operation.js'

/** An operation that a client asked, without values. */
export interface RecentOperation extends BareOperation, KnownOperation {
  /** The day on which it was asked last, in China. */
  readonly lastUsed: string
  /** How often it was asked since it is kept. */
  readonly count: number
}

interface Kept {
  readonly operation: BareOperation
  lastUsed: string
  count: number
}

/** The bytes of memory for what is kept of all clients together. */
const mostBytes = 8 * 1024 ** 2

/** Bytes of memory that an operation takes beside its text. */
const bytesAnOperation = 400

/**
 * The operations that clients asked lately. All together take no more than so many bytes of memory. When there are more, the client
 * whose operations take most gives up what it asked longest ago: whoever asks something else each time pushes out nobody's but its own.
 */
export class RecentOperations {
  /** Of each client by their hashes, those first that were asked longest ago. */
  readonly #clients = new Map<string, { readonly kept: Map<string, Kept>; bytes: number }>()
  #bytes = 0
  #changes = 0

  constructor(private readonly most = mostBytes) {}

  /** About how many bytes of memory they take. */
  get bytes(): number {
    return this.#bytes
  }

  /** How often something was noted: it tells whether anything is new. */
  get changes(): number {
    return this.#changes
  }

  /** Notes that a client asked an operation, on a day. */
  note(client: string, operation: BareOperation, day: string, times = 1): void {
    this.#changes += 1
    const own = this.#ofClient(client)
    const known = own.kept.get(operation.hash)
    if (known === undefined) {
      own.kept.set(operation.hash, { operation, lastUsed: day, count: times })
      this.#weigh(own, bytesOf(operation))
      this.#makeRoom()
      return
    }
    known.count += times
    if (day > known.lastUsed) known.lastUsed = day
    own.kept.delete(operation.hash)
    own.kept.set(operation.hash, known)
  }

  /** What was asked on a day or after it, each client's last one last. */
  *since(day: string): Generator<RecentOperation> {
    for (const [client, { kept }] of this.#clients) {
      for (const { operation, lastUsed, count } of kept.values()) {
        if (lastUsed >= day) yield { client, ...operation, lastUsed, count }
      }
    }
  }

  #ofClient(client: string) {
    const known = this.#clients.get(client)
    if (known !== undefined) return known
    const made = { kept: new Map<string, Kept>(), bytes: 0 }
    this.#clients.set(client, made)
    return made
  }

  #weigh(own: { bytes: number }, bytes: number): void {
    own.bytes += bytes
    this.#bytes += bytes
  }

  #makeRoom(): void {
    while (this.#bytes > this.most) {
      const [client, largest] = [...this.#clients].reduce((one, other) => (other[1].bytes > one[1].bytes ? other : one))
      const [oldest] = largest.kept.values()
      if (oldest === undefined) return
      largest.kept.delete(oldest.operation.hash)
      this.#weigh(largest, -bytesOf(oldest.operation))
      if (largest.kept.size === 0) this.#clients.delete(client)
    }
  }
}

function bytesOf({ name, body }: BareOperation): number {
  return 2 * (name.length + body.length) + bytesAnOperation
}
