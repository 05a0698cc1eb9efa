export interface Context {
  x: 1
}
