import { type UseMutationResult, useMutation, useQueryClient } from '@tanstack/react-query'
import type { Answer } from './answer'
import type { Operation } from './operation'
import { sendOperation } from './send-operation'

/** Sends a mutation when the page says so. What pages show is asked anew afterwards. */
export function useWrite<Data, Variables>(
  operation: Operation<Data, Variables>,
): UseMutationResult<Answer<Data>, Error, Variables> {
  const client = useQueryClient()
  return useMutation({
    mutationFn: (variables: Variables) => sendOperation(operation, variables),
    onSuccess: () => client.invalidateQueries(),
  })
}
