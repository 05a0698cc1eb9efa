/** All that may be asked of Shanghai at once, anonymously, with the largest pages. */
export const widestQuestion = `{ city(code: "310000000000") { name boroughs { code name
  communities(first: 500) { nodes { code name kind residents street { name } charter { selfGovernance }
    programmes(first: 500) { nodes { title startsOn endsOn freePlaces provenance { source updatedAt } } }
    competences(first: 500) { nodes { id } }
    proposals(first: 500) { nodes { id title } }
  } } } } }`
