/** Ends a run with one line that a person and a script can both read: `N passed, N failed`. */
export default class ClosingLine {
  /** Counts a file that could not be run, and an error outside any test, as one failed test each. */
  onTestRunEnd(files, unhandledErrors) {
    const count = (state) => files.reduce((sum, file) => sum + [...file.children.allTests(state)].length, 0)
    const broken = files.filter((file) => file.errors().length > 0).length
    const failed = count('failed') + broken + unhandledErrors.length
    process.once('exit', () => process.stdout.write(`\n${count('passed')} passed, ${failed} failed\n`))
  }
}
