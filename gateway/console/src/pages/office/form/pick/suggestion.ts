/** A record that a field offers: its code, and what people know it by. */
export interface Suggestion {
  readonly code: string
  readonly name: string
}

/** A suggestion as it stands in the field: `云南中路居委会 · 310101002001`. */
export function suggestionText({ code, name }: Suggestion): string {
  return `${name} · ${code}`
}

/** The code in what stands in a field: that of a suggestion, or one that was typed. What holds none stays as it is. */
export function codeIn(text: string): string {
  const [, code] = /(?:^|[\s·])([0-9A-HJ-NPQRTUWXY]{18}|\d{12})$/.exec(text.trim()) ?? []
  return code ?? text.trim()
}
