import DataLoader from 'dataloader'

/**
 * One loader for each distinct set of arguments, made on first use and kept for the request: fields that ask the same
 * of many parents share a batch, fields that ask differently don't.
 */
export function loaderBy<Argument, Key extends { readonly key: string }, Value>(
  batch: (argument: Argument, keys: readonly Key[]) => Promise<readonly (Value | Error)[]>,
): (argument: Argument) => DataLoader<Key, Value, string> {
  const loaders = new Map<string, DataLoader<Key, Value, string>>()
  return (argument) => {
    const name = JSON.stringify(argument)
    const known = loaders.get(name)
    if (known) return known
    const loader = new DataLoader<Key, Value, string>((keys) => batch(argument, keys), { cacheKeyFn: ({ key }) => key })
    loaders.set(name, loader)
    return loader
  }
}
