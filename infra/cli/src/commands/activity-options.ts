import { ANNOUNCED_MONTHS, MOST_MONTHS } from '@shequ/data/activity/time/activity-day'
import { type Command, Option } from 'commander'
import { wholeNumber } from './whole-number.js'

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
      `for how many months from that day programmes are announced: 0 to ${MOST_MONTHS} (default: ${ANNOUNCED_MONTHS})`,
      wholeNumber('--announced', MOST_MONTHS, 'number of months'),
    )
}
