/** Rows of an answer as the statement gives them: each column by its name, with a value for each row. */
export type Columns = Readonly<Record<string, unknown>>

/** A column of numbers; empty where the statement has none of that name. */
export function numbersOf(columns: Columns, name: string): readonly (number | null)[] {
  return (columns[name] ?? []) as readonly (number | null)[]
}

/** A column of texts; empty where the statement has none of that name. */
export function textsOf(columns: Columns, name: string): readonly (string | null)[] {
  return (columns[name] ?? []) as readonly (string | null)[]
}
