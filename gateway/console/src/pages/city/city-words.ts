import { defineWords } from '../../i18n/words'

/** The words of the city at a glance. */
export const cityWords = defineWords('city', {
  en: {
    title: '{{city}} at a glance',
    lead: 'How many residents learn, how often, and how they judge it.',
    quarters: 'By quarter',
    period: 'Quarter',
    noFigures: 'No figures are worked out yet.',
  },
  zh: {
    title: '{{city}}概览',
    lead: '多少居民参与学习、参加了多少次、评价如何。',
    quarters: '按季度',
    period: '季度',
    noFigures: '尚无统计数据。',
  },
})
