import { CustomConverter } from 'opencc-js/core'
import traditionalCharacters from 'opencc-js/dict/TSCharacters'

const simplified = CustomConverter(traditionalCharacters)

/**
 * A text as searches compare it: in NFKC, so that `ＡＩ` and `AI` are the same, in small letters, and in simplified characters, one by one. What a
 * text contains, its folded form contains folded.
 */
export function folded(text: string): string {
  return simplified(text.normalize('NFKC').toLowerCase())
}
