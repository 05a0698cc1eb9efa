import { type CopyValue, copyRow } from './copy-text.js'

/** The tables of one database that activity is written to, each with its columns as COPY names them, in the order in which rows refer to each other. */
export type ActivityTables = Readonly<Record<string, string>>

/** Collects the rows of a batch by table, as COPY text. */
export class RowSink<Tables extends ActivityTables> {
  private readonly texts = new Map<keyof Tables, string>()
  private readonly sealed = new Map<keyof Tables, Buffer[]>()
  private readonly counts = new Map<keyof Tables, number>()

  constructor(readonly tables: Tables) {}

  add(table: keyof Tables, values: readonly CopyValue[]): void {
    this.texts.set(table, (this.texts.get(table) ?? '') + copyRow(values))
    this.counts.set(table, (this.counts.get(table) ?? 0) + 1)
  }

  /** Turns what was added so far into bytes. Done now and then, it keeps a large batch from filling the heap with strings. */
  seal(): void {
    for (const [table, text] of this.texts) {
      const bytes = this.sealed.get(table)
      if (bytes === undefined) this.sealed.set(table, [Buffer.from(text)])
      else bytes.push(Buffer.from(text))
    }
    this.texts.clear()
  }

  /** Everything added to a table, in order. */
  bytes(table: keyof Tables): readonly Buffer[] {
    this.seal()
    return this.sealed.get(table) ?? []
  }

  count(table: keyof Tables): number {
    return this.counts.get(table) ?? 0
  }
}
