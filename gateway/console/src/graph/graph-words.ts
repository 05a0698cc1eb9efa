import { defineWords } from '../i18n/words'

/** The links from a page to what it asked. */
export const graphWords = defineWords('graph', {
  en: { asGraphql: 'As GraphQL', asCsv: 'As CSV', asXlsx: 'As XLSX' },
  zh: { asGraphql: 'GraphQL 查询', asCsv: '下载 CSV', asXlsx: '下载 XLSX' },
})
