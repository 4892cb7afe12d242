import type { SubgraphOptions } from '@maarad/shared/graphql';
import {
  AllocationDecisionResolver,
  AllocationProposalResolver,
  AllocationReasonResolver,
  AllocationWishesResolver,
  RegistrationAllocationResolver,
  StandAllocationResolver,
} from './allocation/allocation.resolver.js';
import { AwardResolver, EditionAwardsResolver, ExhibitorAwardsResolver } from './awards/award.resolver.js';
import { awardById } from './awards/awards.loaders.js';
import { AwardCategoryResolver, InterestResolver, JurorResolver, NomineeResolver } from './awards/jury.resolver.js';
import {
  JurySittingResolver,
  PeopleOfJurorResolver,
  SittingsOfJudgingResolver,
} from './awards/sittings/sitting.resolver.js';
import { editionById } from './editions/edition.reference.js';
import { EditionResolver } from './editions/edition.resolver.js';
import { exhibitorById } from './exhibitors/exhibitor.reference.js';
import { ExhibitorResolver } from './exhibitors/exhibitor.resolver.js';
import { standById } from './halls/hall.loaders.js';
import { HallResolver, StandHoldingResolver, StandResolver } from './halls/hall.resolver.js';
import {
  EditionInclusionResolver,
  InclusionRebuildResolver,
  TerritoryResolver,
} from './inclusion/inclusion.resolver.js';
import { ProfileMembersResolver } from './inclusion/profile-members.resolver.js';
import { territoryByKey } from './inclusion/territory.reference.js';
import {
  FollowedPartnershipResolver,
  PartnershipFollowUpResolver,
} from './partnerships/follow-ups/follow-up.resolver.js';
import { NomineeExclusionResolver } from './partnerships/interest/scoring-exclusion.resolver.js';
import {
  EditionNetworkResolver,
  PartnershipNetworkResolver,
  PartnershipNodeResolver,
} from './partnerships/network/network.resolver.js';
import { visiblePartnership } from './partnerships/partnership.loaders.js';
import { ExhibitorPartnershipsResolver, PartnershipResolver } from './partnerships/partnership.resolver.js';
import { RegistrationDraftResolver } from './registrations/registration-draft.resolver.js';
import { visibleRegistration } from './registrations/registration.reference.js';
import { RegistrationResolver } from './registrations/registration.resolver.js';

export const subgraph: SubgraphOptions = {
  resolvers: [
    EditionResolver,
    EditionInclusionResolver,
    InclusionRebuildResolver,
    TerritoryResolver,
    ProfileMembersResolver,
    ExhibitorResolver,
    HallResolver,
    StandResolver,
    StandHoldingResolver,
    RegistrationResolver,
    RegistrationDraftResolver,
    AwardResolver,
    EditionAwardsResolver,
    ExhibitorAwardsResolver,
    AwardCategoryResolver,
    NomineeResolver,
    JurorResolver,
    InterestResolver,
    JurySittingResolver,
    SittingsOfJudgingResolver,
    PeopleOfJurorResolver,
    PartnershipResolver,
    ExhibitorPartnershipsResolver,
    PartnershipFollowUpResolver,
    FollowedPartnershipResolver,
    NomineeExclusionResolver,
    EditionNetworkResolver,
    PartnershipNetworkResolver,
    PartnershipNodeResolver,
    AllocationProposalResolver,
    AllocationDecisionResolver,
    AllocationReasonResolver,
    RegistrationAllocationResolver,
    StandAllocationResolver,
    AllocationWishesResolver,
  ],
  references: {
    Award: ({ id }, context) => awardById(context).load(id),
    Edition: ({ id }, context) => editionById(context).load(id),
    Exhibitor: ({ id }, context) => exhibitorById(context).load(id),
    Partnership: ({ id }, context) => visiblePartnership(context, id),
    Stand: ({ id }, context) => standById(context).load(id),
    Territory: (reference, context) => territoryByKey(context, reference as never),
    Registration: ({ id }, context) => visibleRegistration(context, id),
  },
};
