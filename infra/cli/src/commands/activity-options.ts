import { type Command, Option } from 'commander'

/** Lets a command be told which activity to generate: how much, for which day, and how much is announced. */
export function addActivityOptions(command: Command, byDefault: 'small' | 'none'): void {
  command
    .addOption(
      new Option('--activity <size>', 'how much activity to generate: infra/README.md says what each size holds')
        .choices(['none', 'tiny', 'small', 'large'])
        .default(byDefault),
    )
    .option(
      '--day <day>',
      'day to generate activity for, such as 2026-01-01 (default: that of the activity that is there, or today)',
    )
    .option(
      '--announced <months>',
      'for how many months from that day programmes are announced: 0 to 12 (default: 3)',
      toMonths,
    )
}

function toMonths(text: string): number {
  const months = Number(text)
  if (/^\d+$/.test(text) && months <= 12) return months
  throw new Error(`Expected --announced to be a number of months from 0 to 12, but got "${text}".`)
}
