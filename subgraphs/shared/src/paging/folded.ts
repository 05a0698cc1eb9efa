import { CustomConverter } from 'opencc-js/core'
import traditionalCharacters from 'opencc-js/dict/TSCharacters'

let simplified: ReturnType<typeof CustomConverter> | undefined

/**
 * A text as searches compare it: in NFKC, so that `ＡＩ` and `AI` are the same, in small letters, and in simplified characters, one by one. What a
 * text contains, its folded form contains folded.
 */
export function folded(text: string): string {
  // Made at the first search: a server that starts need not wait for it.
  simplified ??= CustomConverter(traditionalCharacters)
  return simplified(text.normalize('NFKC').toLowerCase())
}
