import DataLoader from 'dataloader'
import { groupedByKey } from '@shequ/subgraph/loaders/grouped-by-key'
import type { ClientRow } from '../database/rows.js'

/** A client with the organisation whose it is. */
export interface RegisteredClient extends ClientRow {
  readonly organisation: string
}

/** The clients of organisations, which the hub's issuer keeps in a database of its own. */
export interface ClientRegister {
  /** The clients of organisations, latest first. */
  readonly list: (organisations: readonly string[]) => Promise<readonly RegisteredClient[]>
  /** Gives a client another secret; undefined where the organisation has none of this id that gets tokens. */
  readonly rotate: (organisation: string, client: string, hours: number) => Promise<string | undefined>
  /** Ends a client; undefined where the organisation has none of this id that gets tokens. */
  readonly revoke: (organisation: string, client: string) => Promise<true | undefined>
}

/** Loads the clients of organisations: by one question for all that a call asks. */
export type ClientLoader = DataLoader<string, readonly RegisteredClient[]>

export function clientLoader({ list }: ClientRegister): ClientLoader {
  return new DataLoader(async (organisations: readonly string[]) =>
    groupedByKey(organisations, await list(organisations), ({ organisation }) => organisation),
  )
}
