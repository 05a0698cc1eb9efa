export interface XxRow {
  a: 1
}
