/** A file of division codes can't be used, and nothing of it was. `line` counts from 1; `reason` says what was expected and what came. */
export class MalformedDivisions extends Error {
  constructor(
    readonly file: string,
    readonly line: number,
    readonly reason: string,
  ) {
    super(`${file}, line ${line}: ${reason}. Nothing of it was used; get the file again from its source.`)
    this.name = 'MalformedDivisions'
  }
}
