import type { SubgraphOptions } from '@maarad/shared/graphql';
import { editionById } from './editions/edition.reference.js';
import { EditionResolver } from './editions/edition.resolver.js';
import { exhibitorById } from './exhibitors/exhibitor.reference.js';
import { ExhibitorResolver } from './exhibitors/exhibitor.resolver.js';
import { standById } from './halls/hall.loaders.js';
import { HallResolver, StandHoldingResolver, StandResolver } from './halls/hall.resolver.js';
import { visibleRegistration } from './registrations/registration.reference.js';
import { RegistrationResolver } from './registrations/registration.resolver.js';

export const subgraph: SubgraphOptions = {
  resolvers: [
    EditionResolver,
    ExhibitorResolver,
    HallResolver,
    StandResolver,
    StandHoldingResolver,
    RegistrationResolver,
  ],
  references: {
    Edition: ({ id }, context) => editionById(context).load(id),
    Exhibitor: ({ id }, context) => exhibitorById(context).load(id),
    Stand: ({ id }, context) => standById(context).load(id),
    Registration: ({ id }, context) => visibleRegistration(context, id),
  },
};
