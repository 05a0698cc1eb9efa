/**
 * Where two JSON values differ first, with both values there; undefined when they are the same. The order of an
 * object's members does not matter.
 */
export function findDifference(expected: unknown, got: unknown, path = 'data'): string | undefined {
  if (!isObject(expected) || !isObject(got)) {
    return expected === got ? undefined : `${path} is ${show(expected)} in one and ${show(got)} in the other`
  }
  if (Array.isArray(expected) !== Array.isArray(got)) return `${path} is a list in one, but not in the other`
  const names = new Set([...Object.keys(expected), ...Object.keys(got)])
  for (const name of names) {
    const difference = findDifference(expected[name], got[name], `${path}.${name}`)
    if (difference !== undefined) return difference
  }
  return undefined
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null
}

function show(value: unknown): string {
  return value === undefined ? 'missing' : JSON.stringify(value).slice(0, 80)
}
