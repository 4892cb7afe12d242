import type { Operation } from '@apollo/federation-internals';
import { Kind, visit, type ASTNode, type DirectiveNode } from 'graphql';
import { notText } from './errors.js';

/** What the variables of `@include` and `@skip` are: each set of them has a plan of its own. */
export type Decided = ReadonlyMap<string, boolean>;

/** Whether a selection with these directives counts. @throws NotText for a directive of another kind */
export function counts(directives: readonly DirectiveNode[] | undefined, decided: Decided): boolean {
  return (directives ?? []).every(({ name, arguments: args }) => {
    const value = args?.[0]?.value;
    const holds =
      value?.kind === Kind.BOOLEAN
        ? value.value
        : value?.kind === Kind.VARIABLE
          ? decided.get(value.name.value)
          : undefined;
    if (holds === undefined || (name.value !== 'include' && name.value !== 'skip')) {
      return notText('a directive');
    }
    return name.value === 'include' ? holds : !holds;
  });
}

/** Gives what the conditions of an operation are decided to be by its variables; undefined where one is neither true nor false. */
export function conditionsIn(nodes: readonly ASTNode[], operation: Operation) {
  const names = new Set<string>();
  for (const node of nodes) {
    visit(node, {
      Directive({ name, arguments: args }) {
        const value = args?.[0]?.value;
        if ((name.value === 'include' || name.value === 'skip') && value?.kind === Kind.VARIABLE) {
          names.add(value.name.value);
        }
      },
    });
  }
  const defaults: Readonly<Record<string, unknown>> = operation.collectDefaultedVariableValues();
  return (variables: Readonly<Record<string, unknown>>): Decided | undefined => {
    const decided = new Map<string, boolean>();
    for (const name of names) {
      const value = variables[name] === undefined ? defaults[name] : variables[name];
      if (typeof value !== 'boolean') {
        return undefined;
      }
      decided.set(name, value);
    }
    return decided;
  };
}
