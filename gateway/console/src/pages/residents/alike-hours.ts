/** When a centre is open on a day of the week. */
interface Hours {
  readonly day: string
  readonly opens: string
  readonly closes: string
}

/** Days that follow each other and have the same hours. */
interface AlikeHours {
  readonly first: string
  readonly last: string
  readonly opens: string
  readonly closes: string
}

const week = ['MONDAY', 'TUESDAY', 'WEDNESDAY', 'THURSDAY', 'FRIDAY', 'SATURDAY', 'SUNDAY']

/** Puts days that follow each other and have the same hours into one line. A day with a break has two lines of its own. */
export function alikeHours(hours: readonly Hours[]): readonly AlikeHours[] {
  const lines: AlikeHours[] = []
  for (const { day, opens, closes } of hours) {
    const before = lines.at(-1)
    const follows = before !== undefined && week.indexOf(before.last) + 1 === week.indexOf(day)
    if (follows && before.opens === opens && before.closes === closes)
      lines[lines.length - 1] = { ...before, last: day }
    else lines.push({ first: day, last: day, opens, closes })
  }
  return lines
}
