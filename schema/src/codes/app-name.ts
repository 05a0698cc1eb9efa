import type { Term } from '../terms/term.js'

/** What the name of an app looks like, in words. */
export const appNameForm: Term = {
  en: '2 to 64 small letters, digits, dots and hyphens, beginning with a letter',
  zh: '2至64个小写字母、数字、点和连字符，以字母开头',
}

/** Whether a text can name an app: the subject of its tokens, by which communities grant it access. */
export function isAppName(text: string): boolean {
  return /^[a-z][a-z0-9.-]{1,63}$/.test(text)
}
