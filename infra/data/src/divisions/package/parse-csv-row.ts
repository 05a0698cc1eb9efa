/** The fields of one line of CSV, quoted or bare; undefined when a quote isn't closed or text follows a closing one. */
export function parseCsvRow(line: string): string[] | undefined {
  const fields: string[] = []
  let at = 0
  for (;;) {
    const quoted = line[at] === '"'
    const end = quoted ? endOfQuoted(line, at) : line.indexOf(',', at)
    if (end === undefined) return undefined
    const stop = end < 0 ? line.length : end
    fields.push(quoted ? line.slice(at + 1, stop - 1).replaceAll('""', '"') : line.slice(at, stop))
    if (stop === line.length) return fields
    if (line[stop] !== ',') return undefined
    at = stop + 1
  }
}

/** The position after the quote that closes the field opened at `start`. */
function endOfQuoted(line: string, start: number): number | undefined {
  for (let at = start + 1; at < line.length; at++) {
    if (line[at] !== '"') continue
    if (line[at + 1] !== '"') return at + 1
    at++
  }
  return undefined
}
