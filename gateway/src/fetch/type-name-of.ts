import { isRecord } from '../document/is-record.js'

/** The type of the entity that a representation names; empty where it names none. */
export function typeNameOf(representation: unknown): string {
  const type = isRecord(representation) ? representation['__typename'] : undefined
  return typeof type === 'string' ? type : ''
}
