import { defineWords } from '../i18n/words'

/** The frame around every page. */
export const appWords = defineWords('app', {
  en: {
    hub: 'Shequ Hub',
    skip: 'To the content',
    parts: 'Parts of the console',
    city: 'City at a glance',
    planner: 'Planner',
    office: 'Community office',
    autonomy: 'Autonomy',
    government: 'Borough and city office',
    ngo: 'Organisations',
    operator: 'Operations',
    explorer: 'Explorer',
    about: 'About the hub',
    language: 'Language',
    generated:
      'Generated data. All activity shown here was generated from a fixed seed for {{day}}. It is no observation.',
    notFound: 'There is no such page.',
    home: 'To the first page',
    footer: 'Free software under the Apache License 2.0.',
  },
  zh: {
    hub: '社区枢纽',
    skip: '跳到正文',
    parts: '控制台各部分',
    city: '城市概览',
    planner: '规划分析',
    office: '社区工作台',
    autonomy: '自主权',
    government: '区市工作台',
    ngo: '社会组织',
    operator: '运行状态',
    explorer: '查询工具',
    about: '关于枢纽',
    language: '语言',
    generated: '生成数据：此处显示的活动均由固定种子为{{day}}生成，并非实际观测。',
    notFound: '没有此页面。',
    home: '返回首页',
    footer: '以 Apache 2.0 许可发布的自由软件。',
  },
})
