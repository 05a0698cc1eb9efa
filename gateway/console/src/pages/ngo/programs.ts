const query =
  '{ communities(within: "310101000000", first: 3) { nodes { name programmes(first: 2) { nodes { title startsOn places } } } } }'

/** Programs that get a token by `CLIENT_ID` and `CLIENT_SECRET`, ask a hub, and write its answer. */
export function programs(hub: string): Readonly<Record<'curl' | 'javascript' | 'python', string>> {
  return {
    curl: `TOKEN=$(curl -sS -u "$CLIENT_ID:$CLIENT_SECRET" -d grant_type=client_credentials ${hub}/issuer/token |
  sed 's/.*"access_token":"\\([^"]*\\)".*/\\1/')
curl -sS ${hub}/graphql -H "authorization: Bearer $TOKEN" -H 'content-type: application/json' -d @- <<'END'
${JSON.stringify({ query })}
END
`,
    javascript: `const { CLIENT_ID, CLIENT_SECRET } = process.env
const asked = await fetch('${hub}/issuer/token', {
  method: 'POST',
  headers: { authorization: \`Basic \${btoa(\`\${CLIENT_ID}:\${CLIENT_SECRET}\`)}\` },
  body: new URLSearchParams({ grant_type: 'client_credentials' }),
})
const { access_token: token } = await asked.json()

const query = \`${query}\`
const response = await fetch('${hub}/graphql', {
  method: 'POST',
  headers: { authorization: \`Bearer \${token}\`, 'content-type': 'application/json' },
  body: JSON.stringify({ query }),
})
const { data, errors } = await response.json()
if (errors) throw new Error(errors[0].message)
console.log(JSON.stringify(data, null, 2))
`,
    python: `import base64, json, os, urllib.request

def post(address, body, headers):
    request = urllib.request.Request(address, body.encode(), headers)
    with urllib.request.urlopen(request) as answer:
        return json.load(answer)

client = f"{os.environ['CLIENT_ID']}:{os.environ['CLIENT_SECRET']}"
basic = base64.b64encode(client.encode()).decode()
token = post("${hub}/issuer/token", "grant_type=client_credentials", {"authorization": f"Basic {basic}"})["access_token"]

query = """${query}"""
answer = post(
    "${hub}/graphql",
    json.dumps({"query": query}),
    {"authorization": f"Bearer {token}", "content-type": "application/json"},
)
print(json.dumps(answer["data"], ensure_ascii=False, indent=2))
`,
  }
}
