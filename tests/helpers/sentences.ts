/** The sentences of a text in Markdown, without blocks of code. Each item of a list and each cell of a table ends one. */
export function sentencesOf(text: string): readonly string[] {
  const prose = text
    .replaceAll(/^ *```.*?^ *```$/gms, '\n')
    .replaceAll(/(?<=\n\n)(?: {4}.*\n)+/g, '\n')
    .replaceAll(/`[^`]*`/g, 'CODE')
    .replaceAll(/\[([^\]]*)\]\([^)]*\)/g, '$1')
    .replaceAll(/^#+ (.*)$/gm, '\n$1\n')
    .replaceAll(/^ *(?:-|\d+\.) /gm, '\n')
    .replaceAll(/^\|.*\|$/gm, (row) => `\n${row.replaceAll('|', '\n\n')}\n`)
  return prose
    .split(/\n\s*\n/)
    .map((part) => part.replaceAll(/\s+/g, ' ').trim())
    .filter((part) => /[\p{Letter}\p{Number}]/u.test(part))
    .flatMap((part) => part.split(/(?<=[.!?]["”)*_]*) (?=\S)/))
}
