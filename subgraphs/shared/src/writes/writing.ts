/** What a write needs: the database, and the moment it is made. */
export interface Writing<Database> {
  readonly database: Database
  /** The moment of the call, in UTC; handed in, so that tests are independent of the clock. */
  readonly now: () => Date
  /** The day of the call in China Standard Time. */
  readonly today: () => string
}
