/** What a refusal ends with: what to ask, give, add or leave out instead of what came. */
const steps = /\b(add|ask|choose|compare|exchange|give|go on|leave|rename|widen)\b/i

/** Whether the message of a refusal says what to do next, after it said what was expected and what came. */
export function tellsNextStep(message: string | undefined): boolean {
  const came = message?.search(/, (?:but|since) |\. /) ?? -1
  return message !== undefined && came >= 0 && steps.test(message.slice(came))
}
