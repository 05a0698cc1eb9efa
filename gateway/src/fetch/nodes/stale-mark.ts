import type { GraphQLFormattedError } from 'graphql'

/** What the hub says of an entity that is answered from a node's last good answer. */
export interface StaleNote {
  readonly path: readonly (string | number)[]
  readonly community: string
  /** How old the answer is, in seconds. */
  readonly age: number
}

const code = 'STALE'

/**
 * Marks an entity as stale. It travels beside the errors, since whoever executes a plan gives those the path that the
 * client knows; {@link liftStale} takes it out before anybody sees it. No tier's own error gets here with this code.
 */
export function staleMark(path: readonly (string | number)[], community: string, age: number): GraphQLFormattedError {
  return { message: 'stale', path, extensions: { code, community, age } }
}

/** What an execution ended with, as far as it concerns marks. */
interface Ending {
  readonly errors?: readonly Marked[] | undefined
  readonly extensions?: Readonly<Record<string, unknown>> | undefined
}

interface Marked {
  readonly path?: readonly (string | number)[] | undefined
  readonly extensions?: Readonly<Record<string, unknown>> | undefined
}

/** Puts marks under `extensions.stale`, where a client finds what is not fresh: path, community, and age in seconds. */
export function liftStale<Ended extends Ending>(result: Ended): Ended {
  const notes = result.errors?.flatMap((error) => noteIn(error) ?? []) ?? []
  if (notes.length === 0) return result
  const { errors = [], ...others } = result
  const left = errors.filter((error) => error.extensions?.['code'] !== code)
  const extensions = { ...result.extensions, stale: notes }
  return { ...others, ...(left.length > 0 && { errors: left }), extensions } as unknown as Ended
}

function noteIn({ path = [], extensions }: Marked): StaleNote | undefined {
  if (extensions?.['code'] !== code) return undefined
  return { path, community: String(extensions['community']), age: Number(extensions['age']) }
}
