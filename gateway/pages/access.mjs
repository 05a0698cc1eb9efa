import { followRequest, requestAccess } from './access-operations.mjs'

/** Asks the graph without a token, and gives its data or throws what it says is wrong. */
async function ask(query, variables) {
  const response = await fetch('/graphql', {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'accept-language': navigator.language },
    body: JSON.stringify({ query, variables }),
  })
  const { data, errors } = await response.json()
  if (errors?.length > 0) throw new Error(errors[0].message)
  return data
}

const states = { PENDING: 'Not decided yet. 待决定。', GRANTED: 'Granted. 已批准。', REFUSED: 'Refused. 已拒绝。' }

/** Tells, when a form is sent, what came of it below the form. */
function onSend(id, act) {
  document.getElementById(id).addEventListener('submit', (event) => {
    event.preventDefault()
    const tell = (text) => (event.target.querySelector('.answer').textContent = text)
    act(Object.fromEntries(new FormData(event.target))).then(tell, (error) => tell(error.message))
  })
}

onSend('ask', async ({ city, organisation, purpose, scopes }) => {
  const input = { city, organisation, purpose, scopes: scopes.split(/\s+/).filter((scope) => scope !== '') }
  const { requestAccess: made } = await ask(requestAccess, { input })
  document.getElementById('receipt').value = made.receipt
  return `Keep the receipt: it is told once. 请保存回执，只显示一次：${made.receipt} · ${made.request.id}`
})

onSend('follow', async ({ receipt }) => {
  const { accessRequest } = await ask(followRequest, { receipt })
  if (accessRequest === null) return 'No request has this receipt. 没有此回执的申请。'
  const { id, status, reason, organisation } = accessRequest
  return `${organisation.name}: ${states[status]} ${reason ?? ''} · ${id}`
})
