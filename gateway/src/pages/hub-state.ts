import type { Term } from '@shequ/schema/terms/term'
import type { AskGraph } from '../export/read-pages.js'

const question = '{ cities { name generatedActivity { day announcedUntil } closing { closed due } } }'

interface CityState {
  readonly name: string
  readonly generatedActivity: { readonly day: string; readonly announcedUntil: string | null } | null
  readonly closing: { readonly closed: number; readonly due: number } | null
}

/**
 * What the start page says of each city: for which day its activity was generated, and how far its figures are worked out. In HTML.
 */
export async function describeState(ask: AskGraph): Promise<Term> {
  const { data, errors = [] } = await ask(question, {}).catch(() => ({ data: null, errors: [] }))
  const cities = (data as { readonly cities?: readonly CityState[] } | null | undefined)?.cities
  if (!cities || errors.length > 0) {
    return {
      en: 'the hub can’t tell now, since the server of the city does not answer.',
      zh: '市级服务器无响应，暂时无法说明。',
    }
  }
  if (cities.length === 0) return { en: 'no city is loaded.', zh: '尚未载入城市。' }
  const told = cities.map(describeCity)
  return { en: told.map(({ en }) => en).join('<br />'), zh: told.map(({ zh }) => zh).join('<br />') }
}

function describeCity({ name, generatedActivity, closing }: CityState): Term {
  const [activity, figures] = [describeActivity(generatedActivity), describeClosing(closing)]
  const city = escapeHtml(name)
  return { en: `${city}: ${activity.en}; ${figures.en}.`, zh: `${city}：${activity.zh}；${figures.zh}。` }
}

function describeActivity(activity: CityState['generatedActivity']): Term {
  if (!activity) return { en: 'no activity was generated', zh: '没有模拟活动数据' }
  const { day, announcedUntil } = activity
  return announcedUntil
    ? {
        en: `activity generated for ${day}, programmes announced until ${announcedUntil}`,
        zh: `活动数据模拟日期为${day}，已公布${announcedUntil}以前的项目`,
      }
    : { en: `activity generated until ${day}`, zh: `活动数据模拟至${day}` }
}

function describeClosing(closing: CityState['closing']): Term {
  if (!closing) return { en: 'no figures are worked out yet', zh: '尚无统计结果' }
  const { closed, due } = closing
  return closed < due
    ? {
        en: `figures of ${closed} of ${due} periods are worked out, the others are on their way`,
        zh: `${due}个报告期中${closed}个已完成统计，其余统计中`,
      }
    : { en: `figures of all ${due} periods are worked out`, zh: `全部${due}个报告期均已完成统计` }
}

function escapeHtml(text: string): string {
  return text.replaceAll(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`)
}
