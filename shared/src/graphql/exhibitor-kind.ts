import { registerEnumType } from 'type-graphql';
import { exhibitorKinds, type ExhibitorKindName } from '../contracts/values.js';

export const ExhibitorKind = Object.freeze(Object.fromEntries(exhibitorKinds.map((kind) => [kind, kind]))) as {
  [Name in ExhibitorKindName]: Name;
};
export type ExhibitorKind = ExhibitorKindName;

registerEnumType(ExhibitorKind, {
  name: 'ExhibitorKind',
  description:
    'What an exhibitor is: the kinds of cooperatives, artisans, associations, institutions and delegations of partner countries.',
});
