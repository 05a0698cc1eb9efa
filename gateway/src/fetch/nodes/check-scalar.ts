import { type ScalarForm, scalarForms } from '@shequ/schema/scalars/scalar-forms'

/** How deep a JSON value of a node's may be nested: twice what a community may keep. */
const deepestJson = 40

const mostInt = 2 ** 31 - 1

const inJson: Readonly<Record<string, (value: unknown) => boolean>> = {
  // Every Int of the community tier counts something.
  Int: (value) => Number.isInteger(value) && Number(value) >= 0 && Number(value) <= mostInt,
  Float: (value) => Number.isFinite(value),
  Boolean: (value) => typeof value === 'boolean',
  JSON: (value) => isSoundJson(value, deepestJson),
}

const forms: Readonly<Record<string, ScalarForm>> = scalarForms

/** Whether a value stands for a scalar in a node's answer, by the scalar's name; what is no number, truth value or JSON is text. */
export function scalarCheck(name: string): (value: unknown) => boolean {
  const known = inJson[name]
  if (known !== undefined) return known
  const form = forms[name]
  if (form === undefined) return isSoundText
  const isWritten = form.isWritten ?? ((text: string) => form.read(text) !== undefined)
  return (value) => typeof value === 'string' && isWritten(value)
}

/** Text that can be written in Unicode: half of a surrogate pair is none. */
function isSoundText(value: unknown): boolean {
  return typeof value === 'string' && !/\p{Surrogate}/u.test(value)
}

function isSoundJson(value: unknown, levels: number): boolean {
  if (typeof value === 'string') return isSoundText(value)
  if (typeof value !== 'object' || value === null) return true
  if (levels === 0) return false
  return Object.entries(value).every(([key, member]) => isSoundText(key) && isSoundJson(member, levels - 1))
}
