/** An operation that was handed over, as the explorer takes it. */
interface Handed {
  readonly query: string
  readonly variables: string
}

/** The operation that the console handed over in the address, after `#`; undefined where it handed over none. */
export function handedOver(hash: string): Handed | undefined {
  const handed = new URLSearchParams(hash.slice(1))
  const query = handed.get('query')
  return query === null ? undefined : { query, variables: handed.get('variables') ?? '' }
}
