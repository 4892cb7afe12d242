import { createHash } from 'node:crypto';
import { isEnumType, isScalarType, type GraphQLNamedType } from 'graphql';

/** A value of a scalar or of an enum: the same for the same identity. */
export function leaf(type: GraphQLNamedType, identity: string): unknown {
  const number = hash(identity, 'leaf');
  if (isEnumType(type)) {
    const values = type.getValues();
    return values[number % values.length]!.name;
  }
  const scalars: Record<string, unknown> = {
    Int: number % 100,
    Float: (number % 100) / 4,
    Boolean: number % 2 === 0,
    ID: number % 3 === 0 ? number % 5 : `id${number % 4}`,
  };
  return isScalarType(type) && type.name in scalars
    ? scalars[type.name]
    : type.name === 'Json'
      ? { a: [number % 3] }
      : `${number % 4}`;
}

export function hash(...parts: unknown[]): number {
  return createHash('md5').update(parts.join('\n')).digest().readUInt32LE(0);
}
