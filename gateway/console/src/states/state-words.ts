import { defineWords } from '../i18n/words'

/** What a page says while an answer is on its way, or where it is not whole. */
export const stateWords = defineWords('states', {
  en: {
    loading: 'Loading…',
    empty: 'There is nothing here yet.',
    refused: 'This was refused',
    noRight: 'You may not see this',
    noRightNext: 'Sign in as an office that may, or go back.',
    outage: 'A server does not answer',
    outageNext: 'What other servers own is still there. Ask again in a moment.',
    partial: 'Part of this is missing',
    unreachable: 'The hub does not answer',
    unreachableNext: 'It may be starting, or the network may be down.',
    retryIn: 'Ask again in {{seconds}} seconds.',
    again: 'Ask again',
    reference: 'Reference for operators: {{reference}}',
  },
  zh: {
    loading: '正在加载……',
    empty: '暂无内容。',
    refused: '请求被拒绝',
    noRight: '您无权查看此内容',
    noRightNext: '请以有权限的机构身份登录，或返回。',
    outage: '有服务器无响应',
    outageNext: '其他服务器的数据仍然可用，请稍后再试。',
    partial: '部分内容缺失',
    unreachable: '本平台无响应',
    unreachableNext: '本平台可能正在启动，或网络已断开。',
    retryIn: '请在{{seconds}}秒后重试。',
    again: '重试',
    reference: '供运维查询的编号：{{reference}}',
  },
})
