/** A request that a bad or careless client sends, and what it gets for it. */
export interface HostileRequest {
  readonly name: string
  /** The code of the refusal; undefined for what is answered all the same. */
  readonly code: string | undefined
  readonly body: string | Uint8Array<ArrayBuffer>
  readonly headers?: Readonly<Record<string, string>>
}

/** A request that asks by a document. */
export function asking(name: string, query: string, code: string | undefined): HostileRequest {
  return { name, code, body: JSON.stringify({ query }) }
}

/** What is made for each of some numbers, from the first to the last. */
export function forEach<Made>(count: number, make: (at: number) => Made): readonly Made[] {
  return Array.from({ length: count }, (_, at) => make(at))
}
