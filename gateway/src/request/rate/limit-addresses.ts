import { addressGroup } from '@shequ/process/addresses/address-group'
import type { FastifyRequest } from 'fastify'
import type { Budget } from './budget.js'

/**
 * Lets each address send so many requests a minute; in IPv6, each /64.
 *
 * @param budget undefined for any number
 * @returns what throws RATE_LIMITED when the address of a request has sent as many as it may
 */
export function limitAddresses(budget: Budget | undefined): (request: FastifyRequest) => Promise<void> {
  return async (request) => {
    const spent = await budget?.spend(addressGroup(request.ip), 1)
    if (spent?.refusal !== undefined) throw spent.refusal
  }
}
