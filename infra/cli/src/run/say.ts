/** Tells a person what is being done: one line on standard error, so that standard output stays for answers. */
export function say(line: string): void {
  process.stderr.write(`${line}\n`)
}
