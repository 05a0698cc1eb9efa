import { type CountsProcessor, entrustedReceiptSchema } from './entrusted-counts.js'
import { postMessage } from './post-message.js'

/** The hosted server, entrusted with counts over HTTP. @param hub the address of a hub, or of its community service */
export function entrustOverHttp(hub: string): CountsProcessor {
  return {
    entrust: async (message) => entrustedReceiptSchema.parse(await (await postMessage(hub, 'counts', message)).json()),
  }
}
