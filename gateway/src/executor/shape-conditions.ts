import { Variable, type OperationElement, type Schema } from '@apollo/federation-internals';
import { Unreadable } from './data.js';
import { plainName } from './not-compiled.js';

/** `@include` or `@skip` by a variable. */
export interface Condition {
  variable: string;
  /** What the variable must be for the selection to count. */
  wanted: boolean;
}

/** Conditions that do not depend on a variable are decided here. */
export function conditionsOf(element: OperationElement, schema: Schema): Condition[] | 'never' {
  const skip = valueOf(element.appliedDirectivesOf(schema.skipDirective())[0]);
  const include = valueOf(element.appliedDirectivesOf(schema.includeDirective())[0]);
  if (skip === true || include === false) {
    return 'never';
  }
  const conditions: Condition[] = [];
  if (skip instanceof Variable) {
    conditions.push({ variable: plainName(skip.name), wanted: false });
  }
  if (include instanceof Variable) {
    conditions.push({ variable: plainName(include.name), wanted: true });
  }
  return conditions;
}

/** @throws Unreadable when a variable is neither true nor false. */
export function holds(conditions: readonly Condition[], variables: Readonly<Record<string, unknown>>): boolean {
  for (const { variable, wanted } of conditions) {
    const value = variables[variable];
    if (typeof value !== 'boolean') {
      throw new Unreadable(`Unexpected value ${String(value)} for variable $${variable}`);
    }
    if (value !== wanted) {
      return false;
    }
  }
  return true;
}

const valueOf = (directive: { arguments(): object } | undefined): boolean | Variable | undefined =>
  directive && (directive.arguments() as { if: boolean | Variable }).if;
