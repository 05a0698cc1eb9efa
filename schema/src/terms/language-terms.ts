import { termsOf } from './term.js'

/** Names of the languages in which the hub speaks. */
export const languageTerms = {
  Language: termsOf({
    EN: ['English', '英文'],
    ZH: ['Chinese', '中文'],
  }),
}
