import { registerEnumType } from 'type-graphql';

export enum PartnershipKind {
  SUPPLY = 'SUPPLY',
  JOINT_ORDER = 'JOINT_ORDER',
  EXPORT = 'EXPORT',
  KNOW_HOW = 'KNOW_HOW',
}

registerEnumType(PartnershipKind, {
  name: 'PartnershipKind',
  description: 'What two sides do together.',
  valuesConfig: {
    SUPPLY: { description: 'One supplies the other with goods or material.' },
    JOINT_ORDER: { description: 'They buy or sell together what neither could alone.' },
    EXPORT: { description: 'Goods of one go abroad through the other.' },
    KNOW_HOW: { description: 'They exchange what they know.' },
  },
});
