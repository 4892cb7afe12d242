import { registerEnumType } from 'type-graphql';

export enum PartnerKind {
  REGIONAL_COUNCIL = 'REGIONAL_COUNCIL',
  CHAMBER = 'CHAMBER',
  NGO = 'NGO',
  BUYER = 'BUYER',
  DELEGATION = 'DELEGATION',
  MEDIA = 'MEDIA',
  OTHER = 'OTHER',
}

registerEnumType(PartnerKind, {
  name: 'PartnerKind',
  description: 'What a partner of the fair is.',
  valuesConfig: {
    REGIONAL_COUNCIL: { description: 'The elected council of a region.' },
    CHAMBER: { description: 'A chamber of crafts, agriculture or commerce.' },
    NGO: { description: 'A non-governmental organisation.' },
    BUYER: { description: 'Who buys in quantity: chains, exporters, hotels.' },
    DELEGATION: { description: 'The delegation of a partner country.' },
  },
});
