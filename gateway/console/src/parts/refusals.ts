import type { CombinedError } from '@urql/core';

interface Problem {
  path: string;
  rule: string;
}

/**
 * What the graph refuses of an input, by the field that it concerns: for `validationErrors` of a form whose fields have the paths of the
 * input for their names.
 */
export function refusalsOf(error: CombinedError | undefined): Record<string, string[]> {
  const problems = (error?.graphQLErrors ?? []).flatMap(({ extensions }) => (extensions.problems ?? []) as Problem[]);
  return Object.fromEntries(
    problems.map(({ path }) => [path, problems.filter((one) => one.path === path).map(({ rule }) => rule)]),
  );
}
