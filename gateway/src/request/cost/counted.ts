/** What a part of an operation comes to at most. */
export interface Counted {
  /** Objects of the answer. */
  readonly records: number
  /** Points: what its entries and arguments are priced at, and its bytes. */
  readonly cost: number
  /** The fields by their keys in the answer, by which a real answer is counted. */
  readonly fields: ReadonlyMap<string, CountedField>
}

/** One key of an answer's objects. */
export interface CountedField {
  /** What each entry costs, beside what is in it. */
  readonly price: number
  /** What one use of the field costs, however many entries it has. */
  readonly once: number
  /** What it comes to at most, with all that is in it. */
  readonly cost: number
  readonly inside: Counted | undefined
}

/** So many bytes of an answer cost one point. */
export const bytesAPoint = 256

/** Bytes of JSON that a value takes beside its key: a name, a code, a sentence now and then. */
export const usualValue = 24

/** Bytes of JSON that a key takes beside its letters, and those of an object's braces. */
export const bytesAKey = 4
export const bytesAnObject = 3
