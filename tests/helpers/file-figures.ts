/** How long files are, in lines. */
export interface FileFigures {
  readonly files: number
  readonly median: number
  /** 95 of 100 files have at most as many. */
  readonly p95: number
  /** Those that are longer than the limit, longest first. */
  readonly tooLong: readonly string[]
}

/** Tells how long files are. */
export function fileFigures(texts: ReadonlyMap<string, string>, longest: number): FileFigures {
  const counted = [...texts].map(([file, text]) => ({ file, lines: text.trimEnd().split('\n').length }))
  const sorted = counted.toSorted((one, other) => other.lines - one.lines)
  const atShare = (share: number) => sorted[sorted.length - Math.ceil(share * sorted.length)]?.lines ?? 0
  return {
    files: sorted.length,
    median: atShare(0.5),
    p95: atShare(0.95),
    tooLong: sorted.filter(({ lines }) => lines > longest).map(({ file, lines }) => `${file}: ${lines}`),
  }
}
