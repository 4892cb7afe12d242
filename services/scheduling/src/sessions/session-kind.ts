import { registerEnumType } from 'type-graphql';
import { sessionKinds } from '@maarad/shared/contracts';

export type SessionKind = (typeof sessionKinds)[number];
export const SessionKind = Object.freeze(Object.fromEntries(sessionKinds.map((kind) => [kind, kind]))) as {
  [Kind in SessionKind]: Kind;
};

registerEnumType(SessionKind, { name: 'SessionKind', description: 'What takes place in a session.' });
