/** What the loader asks of the graph: one mutation, or the same one for many inputs in one operation. */
export const mutation = (field: string, input: string, selection = 'id'): string =>
  `mutation ($input: ${input}!) { made: ${field}(input: $input) { ${selection} } }`;

export function mutations(field: string, input: string, count: number, selection = 'id'): string {
  const places = Array.from({ length: count }, (_, index) => index);
  const variables = places.map((place) => `$input${place}: ${input}!`).join(', ');
  const fields = places.map((place) => `made${place}: ${field}(input: $input${place}) { ${selection} }`).join(' ');
  return `mutation (${variables}) { ${fields} }`;
}

export const workshopStatus = 'query ($id: ID!) { workshop(id: $id) { status } }';

/** Which stand the allocation gave, even where it was given back since. */
export const placementOf = 'query ($id: ID!) { registration(id: $id) { placement { stand { id code } } } }';
