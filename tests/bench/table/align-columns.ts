/** Lines of a table with its columns one below another: the first ones to the left, numbers to the right. */
export function alignColumns(lines: readonly (readonly string[])[], toTheLeft = 1): readonly string[] {
  const widths = (lines[0] ?? []).map((_, column) => Math.max(...lines.map((line) => line[column]?.length ?? 0)))
  const align = (cell: string, column: number) =>
    column < toTheLeft ? cell.padEnd(widths[column] ?? 0) : cell.padStart(widths[column] ?? 0)
  return lines.map((line) => line.map(align).join('  ').trimEnd())
}
