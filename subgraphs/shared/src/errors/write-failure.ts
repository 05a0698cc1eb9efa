import { HubError } from '@shequ/schema/errors/hub-error'
import { outcomeUnknown } from '@shequ/schema/errors/outcome-unknown'
import type { CallDeadline } from '../call/call-deadline.js'
import { isRolledBack } from './database-errors.js'

/**
 * What the failure of a transaction means: during the commit it is unknown whether it was made, unless the server said that it
 * was not; when the time was over, nothing was changed.
 */
export function explainWriteFailure(
  error: unknown,
  isCommitting: boolean,
  deadline: CallDeadline | undefined,
): unknown {
  if (isCommitting && !isRolledBack(error)) {
    return new HubError('OUTCOME_UNKNOWN', outcomeUnknown)
  }
  return deadline?.expired.aborted && !(error instanceof HubError) ? deadline.expired.reason : error
}
