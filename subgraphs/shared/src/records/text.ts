import { HubError } from '@shequ/schema/errors/hub-error'

/** The longest title, name or address. */
export const shortText = 200
/** The longest description or answer. */
export const longText = 4_000

/**
 * A text argument without spaces around it.
 *
 * @throws {HubError} BAD_USER_INPUT when it is empty, too long, or holds control characters.
 */
export function requireText(argument: string, value: string, longest: number): string {
  const text = value.trim()
  const length = Array.from(text).length
  if (length >= 1 && length <= longest && !hasControlCharacter(text)) return text
  const got =
    length === 0
      ? { en: 'nothing', zh: '为空' }
      : length > longest
        ? { en: `${length}`, zh: `有 ${length} 个` }
        : { en: 'control characters', zh: '含有控制字符' }
  throw new HubError(
    'BAD_USER_INPUT',
    {
      en: `Expected \`${argument}\` to have 1 to ${longest} characters, but got ${got.en}.`,
      zh: `\`${argument}\` 应有1至 ${longest} 个字符，而收到的${got.zh}。`,
    },
    {
      argument,
    },
  )
}

/** The same for an argument that may be left out; null and undefined stay as they are. */
export function optionalText<Absent extends null | undefined>(
  argument: string,
  value: string | Absent,
  longest: number,
): string | Absent {
  return value === null || value === undefined ? value : requireText(argument, value, longest)
}

function hasControlCharacter(text: string): boolean {
  for (const character of text) {
    const code = character.codePointAt(0) ?? 0
    if ((code < 0x20 && character !== '\n' && character !== '\t') || code === 0x7f) return true
  }
  return false
}
