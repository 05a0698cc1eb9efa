import { type Counted, type CountedField, bytesAKey, bytesAPoint, bytesAnObject } from './counted.js'

/**
 * What an answer cost: what was asked, priced by the entries and bytes that came.
 *
 * @param base what is paid whatever comes
 */
export function actualCost(data: unknown, asked: Counted, base = 0): number {
  if (typeof data !== 'object' || data === null) return base
  return base + ofObject(data as Readonly<Record<string, unknown>>, asked)
}

function ofObject(object: Readonly<Record<string, unknown>>, { fields }: Counted): number {
  let cost = bytesAnObject / bytesAPoint
  for (const [key, field] of fields) {
    const value = object[key]
    if (value === undefined) continue
    cost += field.once + (key.length + bytesAKey) / bytesAPoint + ofValue(value, field)
  }
  return cost
}

function ofValue(value: unknown, field: CountedField): number {
  if (value === null) return bytesOf('null') / bytesAPoint
  if (Array.isArray(value)) {
    let cost = 0
    for (const entry of value) cost += ofValue(entry, field)
    return cost
  }
  if (field.inside !== undefined)
    return field.price + ofObject(value as Readonly<Record<string, unknown>>, field.inside)
  return field.price + (typeof value === 'object' ? JSON.stringify(value).length : bytesOf(value)) / bytesAPoint
}

/** About how many bytes of JSON a value takes. */
function bytesOf(value: unknown): number {
  if (typeof value !== 'string') return 5
  // Characters above ASCII take three bytes: a guess by the first tells text in Chinese from codes, without reading it.
  return value.length * (value.charCodeAt(0) > 0x7f ? 3 : 1) + 2
}
