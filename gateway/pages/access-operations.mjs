/** What the page for access asks the graph. */

export const requestAccess =
  'mutation ($input: RequestAccessInput!) { requestAccess(input: $input) { receipt request { id } } }'

export const followRequest =
  'query ($receipt: String!) { accessRequest(receipt: $receipt) { id status reason organisation { name } } }'
