import { defineWords } from '../../i18n/words'

/** The words of signing in and out. */
export const signInWords = defineWords('signIn', {
  en: {
    title: 'Sign in',
    signIn: 'Sign in',
    signOut: 'Sign out',
    lead: 'Everybody sees what is public. Offices, planners and organisations sign in for what is theirs.',
    byIssuer: 'Sign in with name and password',
    byIssuerLead: 'You are led to {{issuer}}, and back.',
    noIssuer: 'This hub has no issuer of tokens by which people could sign in.',
    trying: 'For trying: look at the hub as anybody',
    tryingLead:
      'This is your own machine, and you opened the link that the hub printed. Choose whom you want to be. What you write is written. Nobody else has this choice.',
    tryingNo:
      'On your own machine you can look at the hub as any office. Open the link that the hub prints in its terminal when it starts.',
    role: 'Role',
    borough: 'Borough',
    community: 'Community',
    organisation: 'Organisation',
    become: 'Look at the hub as this',
    back: 'You are being signed in…',
    failed: 'You are not signed in',
    again: 'To the sign-in',
    of: '{{role}}, {{division}}',
  },
  zh: {
    title: '登录',
    signIn: '登录',
    signOut: '退出',
    lead: '公开内容人人可见。主管部门、统计分析人员和社会组织登录后可查看各自的内容。',
    byIssuer: '使用用户名和密码登录',
    byIssuerLead: '将前往 {{issuer}}，登录后返回。',
    noIssuer: '本平台尚未开通账号登录。',
    trying: '试用：以任意身份查看本平台',
    tryingLead: '这是您自己的机器，且您打开了本平台输出的链接。请选择身份。您写入的内容会真正保存。其他人没有此选项。',
    tryingNo: '在自己的机器上，您可以以任意身份查看本平台：请打开本平台启动时在终端中输出的链接。',
    role: '身份',
    borough: '区',
    community: '社区',
    organisation: '社会组织',
    become: '以此身份查看',
    back: '正在登录……',
    failed: '登录未成功',
    again: '前往登录',
    of: '{{role}}，{{division}}',
  },
})
