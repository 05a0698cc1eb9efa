/** For how many days a community keeps entries of its access log unless it says something else, and the fewest and the most that it may say. */
export const defaultAccessLogDays = 365
export const fewestAccessLogDays = 184
export const mostAccessLogDays = 3_650

/** For how many days refusals that are counted are kept. */
export const refusalDays = 31
