import { defineWords } from '../i18n/words'

/** The links from a page to what it asked. */
export const graphWords = defineWords('graph', {
  en: {
    asGraphql: 'The query, for programmers',
    asCsv: 'Download CSV',
    asXlsx: 'Download Excel',
    noFile: 'There is no file: {{fault}}',
  },
  zh: { asGraphql: '查询语句（供技术人员）', asCsv: '下载CSV', asXlsx: '下载Excel', noFile: '未能生成文件：{{fault}}' },
})
