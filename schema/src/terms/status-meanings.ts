import { termsOf } from './term.js'

/** What each value of `CellStatus` tells whoever reads the figure: why it is there or not, and what to do. */
export const statusMeanings = termsOf({
  VALUE: ['The exact figure of all communities expected.', '所有应报社区的确切数。'],
  ZERO: [
    'All communities expected have reported, and the figure is zero: nothing is missing.',
    '所有应报社区均已上报，数值确为零，并非缺少数据。',
  ],
  SUPPRESSED: [
    'Counts of 0 to 10 people, money of few givers, and figures from which these could be worked out are not told exactly, to protect individuals. Where there is a range, the exact figure lies in it. A zero is told where everybody can see that nothing was held.',
    '涉及0至10人的人数、捐赠者过少的金额，以及可据以推算出这些数的数值，为保护个人信息不公布确切数。有区间的，确切数在区间内。人人可见未举办任何活动的，零照常公布。',
  ],
  WITHHELD: ['No community that it is of shares it with you.', '所涉社区均未向您共享。'],
  NOT_REPORTED: [
    'No community has reported, or no allocation is on record for the year, or the period has not begun or ended. It is not zero.',
    '社区均未上报，或当年拨款未登记，或报告期未开始、未结束。不等于零。',
  ],
  PENDING: [
    'The period is over, its reports are not in yet: look again later, in a few days at the latest.',
    '报告期已结束，报表尚未到达：请稍后再查，最迟过几天再查。',
  ],
  UNAVAILABLE: [
    'There is no such figure, for example because there is nothing to divide by.',
    '没有这一数值，例如分母为零。',
  ],
  PARTIAL: [
    'The exact figure of the communities that reported and share it. The others have not reported or do not share, so it is not that of the whole area.',
    '已上报且共享的社区的确切数。其余社区未上报或未共享，因此不代表全区域。',
  ],
})
