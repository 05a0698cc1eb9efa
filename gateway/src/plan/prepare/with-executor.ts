import type { Executor, Gateway } from './gateway-types.js'

/** The same gateway, but that something else executes in the place of its executor. */
export function withExecutor(gateway: Gateway, change: (executor: Executor) => Executor): Gateway {
  return {
    onSchemaLoadOrUpdate: (callback) => gateway.onSchemaLoadOrUpdate(callback),
    stop: () => gateway.stop(),
    async load(options) {
      const loaded = await gateway.load(options)
      const { executor } = loaded
      return executor === null ? loaded : { ...loaded, executor: change(executor) }
    },
  }
}
