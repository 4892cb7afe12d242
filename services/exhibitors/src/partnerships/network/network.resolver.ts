import { Args, Ctx, FieldResolver, Resolver, Root } from 'type-graphql';
import type { Context } from '@maarad/shared/graphql';
import { Edition } from '../../editions/edition.entity.js';
import { Exhibitor } from '../../exhibitors/exhibitor.entity.js';
import { exhibitorById } from '../../exhibitors/exhibitor.reference.js';
import { OutsidePartner } from '../outside-partner.entity.js';
import { outsidePartnerById } from '../partnership.loaders.js';
import {
  CountryPartnerships,
  NetworkArgs,
  PartnershipNetwork,
  PartnershipNode,
  RegionPartnerships,
} from './network.types.js';
import { figuresOfEdition, networkOfEdition } from './read-network.js';

@Resolver(() => Edition)
export class EditionNetworkResolver {
  @FieldResolver(() => PartnershipNetwork, { description: 'Who works with whom since the edition.' })
  partnershipNetwork(@Root() edition: Edition, @Args() args: NetworkArgs, @Ctx() context: Context) {
    return networkOfEdition(context).load(edition.id, args);
  }
}

@Resolver(() => PartnershipNetwork)
export class PartnershipNetworkResolver {
  @FieldResolver(() => [RegionPartnerships], { description: 'The most partnerships first.' })
  byRegion(@Root() { editionId, selection }: PartnershipNetwork, @Ctx() context: Context) {
    return figuresOfEdition(context).load(editionId, { ...selection, by: 'region' });
  }

  @FieldResolver(() => [CountryPartnerships], { description: 'The most partnerships first.' })
  byCountry(@Root() { editionId, selection }: PartnershipNetwork, @Ctx() context: Context) {
    return figuresOfEdition(context).load(editionId, { ...selection, by: 'country' });
  }
}

@Resolver(() => PartnershipNode)
export class PartnershipNodeResolver {
  @FieldResolver(() => Exhibitor, { nullable: true, description: 'Null where `partner` is the node.' })
  exhibitor(@Root() { id, exhibits }: PartnershipNode, @Ctx() context: Context) {
    return exhibits ? exhibitorById(context).load(id) : null;
  }

  @FieldResolver(() => OutsidePartner, { nullable: true, description: 'Null where `exhibitor` is the node.' })
  partner(@Root() { id, exhibits }: PartnershipNode, @Ctx() context: Context) {
    return exhibits ? null : outsidePartnerById(context).load(id);
  }
}
