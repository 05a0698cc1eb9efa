/** What no answer may show: stacks, files, addresses of tiers, faults of libraries and of the hub itself. */
export const internals =
  /\bat .*\.[jt]s|node_modules|\/src\/|127\.0\.0\.1|ECONN|RangeError|TypeError|SyntaxError: |"INTERNAL"|stacktrace/
