/**
 * The tables of which a run-time role may read rows and add some, but change and remove none: functions of the owner's do that, each
 * for one purpose.
 */
export const addedOnlyTables: readonly string[] = ['access_log', 'access_log_head', 'access_log_checkpoint']
