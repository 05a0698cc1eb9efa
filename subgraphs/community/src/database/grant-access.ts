import { appNameForm, isAppName } from '@shequ/schema/codes/app-name'
import { HubError } from '@shequ/schema/errors/hub-error'
import { toDayColumn } from '@shequ/subgraph/database/day-column'
import { requireDaysInOrder, requireRange } from '@shequ/subgraph/records/numbers'
import { longText, requireText } from '@shequ/subgraph/records/text'
import type { GrantAccessInput } from '../generated/resolver-types.js'
import { makeCommunityOnce } from './make-community-once.js'
import { type Writing, written } from './writing.js'

/** Grants an organisation or an app a right for a term, and gives the grant's id. */
export async function grantAccess(writing: Writing, input: GrantAccessInput): Promise<string> {
  const { community, from, until } = input
  const grantee = readGrantee(input)
  requireDaysInOrder('from', from, 'until', until)
  requireDaysInOrder('today', writing.today(), 'until', until)
  const scopes = [...new Set(input.scopes)]
  requireRange('scopes', scopes.length, 1, 13)
  const purpose = requireText('purpose', input.purpose, longText)
  return writing.database.write((transaction) =>
    makeCommunityOnce(transaction, 'grantAccess', input, async (id) => {
      await transaction.accessGrant.create({
        data: {
          communityCode: community,
          id,
          ...grantee,
          scopes,
          purpose,
          startsOn: toDayColumn(from),
          endsOn: toDayColumn(until),
          ...written(writing),
        },
      })
    }),
  )
}

function readGrantee(input: GrantAccessInput): { organisation: string | null; app: string | null } {
  const { organisation = null, app = null } = input
  if ((organisation === null) === (app === null)) {
    throw new HubError(
      'BAD_USER_INPUT',
      {
        en: `Expected either \`organisation\` or \`app\`, but got ${app === null ? 'neither' : 'both'}.`,
        zh: `应在 \`organisation\` 与 \`app\` 中给出一个，而${app === null ? '一个也没有收到' : '收到了两个'}。`,
      },
      { argument: 'organisation' },
    )
  }
  if (app !== null && !isAppName(app)) {
    throw new HubError(
      'BAD_USER_INPUT',
      {
        en: `Expected \`app\` to be ${appNameForm.en}, but got something else.`,
        zh: `\`app\` 应为${appNameForm.zh}，而收到的不是。`,
      },
      {
        argument: 'app',
      },
    )
  }
  return { organisation, app }
}
