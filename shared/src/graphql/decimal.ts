import { GraphQLScalarType, Kind } from 'graphql';
import { BadUserInput } from '../errors/index.js';

const form = /^-?\d{1,15}(\.\d{1,6})?$/;

function parse(value: unknown): string {
  if (typeof value === 'string' && form.test(value)) {
    return value;
  }
  throw new BadUserInput([{ path: 'Decimal', rule: 'must be a decimal number as text, such as "1250.00"' }]);
}

/** An exact decimal number, as text on the wire: a float cannot hold 0.10. */
export const Decimal = new GraphQLScalarType<string, string>({
  name: 'Decimal',
  description: 'An exact decimal number as text, such as "1250.00".',
  serialize: (value) => String(value),
  parseValue: parse,
  parseLiteral: (node) =>
    parse(node.kind === Kind.STRING || node.kind === Kind.INT || node.kind === Kind.FLOAT ? node.value : undefined),
});
