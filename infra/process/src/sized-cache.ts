import { LRUCache } from 'lru-cache'

/** Bytes that an entry takes beside its key and its value. */
const bytesAnEntry = 200

/** Values by text, as long as all of them together are not too large. */
export type SizedCache<Value extends object> = LRUCache<string, Value>

/**
 * Makes a cache whose values, with their keys, take no more than `mostBytes` together; it forgets first what was used longest ago.
 * A value that is too large alone is not kept. A value that has grown is weighed anew when it is deleted and set again.
 *
 * @param bytesOf about how many bytes a value takes
 */
export function sizedCache<Value extends object>(
  mostBytes: number,
  bytesOf: (value: Value, key: string) => number,
): SizedCache<Value> {
  return new LRUCache({
    maxSize: mostBytes,
    sizeCalculation: (value, key) => Math.ceil(bytesOf(value, key)) + 2 * key.length + bytesAnEntry,
  })
}
