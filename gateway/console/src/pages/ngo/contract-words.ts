import { defineWords } from '../../i18n/words'

/** The words of the page of what programs may ask. */
export const contractWords = defineWords('contract', {
  en: {
    title: 'What programs may ask',
    lead: 'The contract: types and fields that clients of organisations are shown. Sign in as an organisation to see it as its clients do; others see the whole graph.',
    whole: 'This is the whole graph.',
    asNgo: 'This is the contract, as clients of organisations are shown it.',
    sdl: 'The contract as SDL',
    search: 'Find a type or a field',
    found: '{{count}} types',
    example: 'Programs to begin with',
    exampleLead:
      'Each gets a token by the id and the secret of your client, then asks for the communities of a borough and what is on there.',
    curl: 'By curl',
    javascript: 'In JavaScript (Node 20 or later)',
    python: 'In Python (3.9 or later, nothing to install)',
  },
  zh: {
    title: '程序可以查询的内容',
    lead: '契约：社会组织的客户端可见的类型和字段。以社会组织身份登录，所见即其客户端所见；其他人看到全部数据接口。',
    whole: '此处为全部数据接口。',
    asNgo: '此处为契约，与社会组织客户端所见一致。',
    sdl: '契约的 SDL 文本',
    search: '查找类型或字段',
    found: '{{count}} 个类型',
    example: '入门程序',
    exampleLead: '每个程序先用客户端的编号和密钥获取令牌，再查询一个区的社区及其近期项目。',
    curl: '使用 curl',
    javascript: '使用 JavaScript（Node 20 或更高版本）',
    python: '使用 Python（3.9 或更高版本，无需安装）',
  },
})
