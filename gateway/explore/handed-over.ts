/** The operation that the console handed over in the address, after `#`. It opens in a tab of its own. */
export function handedOver(hash: string): { readonly initialQuery?: string; readonly initialVariables?: string } {
  const handed = new URLSearchParams(hash.slice(1))
  const query = handed.get('query')
  if (query === null) return {}
  return { initialQuery: query, initialVariables: handed.get('variables') ?? '' }
}
