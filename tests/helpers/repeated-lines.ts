/** Where some lines of a file stand again. */
export interface Repeat {
  /** `file:line` of the first of them. */
  readonly at: string
  readonly again: string
  readonly lines: number
}

interface Line {
  readonly number: number
  readonly text: string
}

/**
 * The runs of equal lines in texts, each told once and as long as it is: within one text or of two. White space at both ends of a
 * line does not count; blank lines and imports are passed over.
 *
 * @param least of how many lines a run is told
 */
export function repeatedLines(texts: ReadonlyMap<string, string>, least: number): readonly Repeat[] {
  const linesOf = new Map([...texts].map(([file, text]) => [file, meaningfulLines(text)]))
  const first = new Map<string, { readonly file: string; readonly index: number }>()
  const repeats: Repeat[] = []
  for (const [file, lines] of linesOf) {
    for (let index = 0; index + least <= lines.length;) {
      const window = lines.slice(index, index + least)
      const key = window.map(({ text }) => text).join('\n')
      const known = first.get(key)
      if (known === undefined || overlaps(known, { file, index }, least)) {
        if (known === undefined) first.set(key, { file, index })
        index += 1
        continue
      }
      const other = linesOf.get(known.file) ?? []
      let length = least
      while (lines[index + length] && lines[index + length]?.text === other[known.index + length]?.text) length += 1
      const place = (of: string, line: Line | undefined) => `${of}:${line?.number ?? 0}`
      repeats.push({ at: place(known.file, other[known.index]), again: place(file, lines[index]), lines: length })
      index += length
    }
  }
  return repeats
}

/** Lines that look alike one after another are not a run that stands twice. */
function overlaps(
  known: { readonly file: string; readonly index: number },
  now: { readonly file: string; readonly index: number },
  least: number,
): boolean {
  return known.file === now.file && now.index - known.index < least
}

const importStatement = /^import\s(?:[^'"]*from\s*)?['"][^'"]*['"];?[ \t]*$/gm

function meaningfulLines(text: string): readonly Line[] {
  return text
    .replaceAll(importStatement, (statement) => statement.replaceAll(/[^\n]/g, ''))
    .split('\n')
    .map((line, index) => ({ number: index + 1, text: line.trim() }))
    .filter((line) => line.text !== '')
}
