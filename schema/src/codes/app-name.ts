/** What the name of an app looks like, in words. */
export const appNameForm = '2 to 64 small letters, digits, dots and hyphens, beginning with a letter'

/** Whether a text can name an app: the subject of its tokens, by which communities grant it access. */
export function isAppName(text: string): boolean {
  return /^[a-z][a-z0-9.-]{1,63}$/.test(text)
}
