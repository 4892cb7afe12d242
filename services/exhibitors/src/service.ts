import 'reflect-metadata';
import type { ServiceDefinition } from '@maarad/shared/runtime';
import { TextSearch1700000002000 } from '@maarad/shared/text-search';
import { AllocationDecision } from './allocation/allocation-decision.entity.js';
import { AllocationProposal } from './allocation/allocation-proposal.entity.js';
import { AllocationWishes } from './allocation/allocation-wishes.entity.js';
import { AwardCategory } from './awards/award-category.entity.js';
import { Award, SealedResult } from './awards/award.entity.js';
import { Judging } from './awards/judging.entity.js';
import { Interest, Juror } from './awards/jury.entity.js';
import { Nominee, Score } from './awards/nominee.entity.js';
import { JurySitting } from './awards/sittings/jury-sitting.entity.js';
import { Edition } from './editions/edition.entity.js';
import { Exhibitor } from './exhibitors/exhibitor.entity.js';
import { Hall } from './halls/hall.entity.js';
import { lapsedHolds } from './halls/lapse-holds.js';
import { StandHolding } from './halls/stand-holding.entity.js';
import { StandSlot } from './halls/stand-slot.entity.js';
import { Stand } from './halls/stand.entity.js';
import { figures } from './figures.js';
import { handlers } from './handlers.js';
import { Search1700000015000 } from './migrations/1700000015000-search.js';
import { Awards1700000017000 } from './migrations/1700000017000-awards.js';
import { Opening1700000010000 } from './migrations/1700000010000-opening.js';
import { StandSlices1700000011000 } from './migrations/1700000011000-stand-slices.js';
import { Waitlist1700000011100 } from './migrations/1700000011100-waitlist.js';
import { Aisles1700000011200 } from './migrations/1700000011200-aisles.js';
import { Inclusion1700000018400 } from './migrations/1700000018400-inclusion.js';
import { RegistrationAnswers1700000018000 } from './migrations/1700000018000-registration-answers.js';
import { Partnerships1700000018200 } from './migrations/1700000018200-partnerships.js';
import { Allocation1700000019000 } from './migrations/1700000019000-allocation.js';
import { TrainingCompleted1700000018410 } from './migrations/1700000018410-training-completed.js';
import { JurySittings1700000018600 } from './migrations/1700000018600-jury-sittings.js';
import { PartnershipFollowUp } from './partnerships/follow-ups/follow-up.entity.js';
import { OutsidePartner } from './partnerships/outside-partner.entity.js';
import { Partnership } from './partnerships/partnership.entity.js';
import { Registration } from './registrations/registration.entity.js';
import { subgraph } from './schema.js';

const awardEntities = [AwardCategory, Judging, Juror, JurySitting, Interest, Nominee, Score, SealedResult, Award];

const allocationEntities = [AllocationProposal, AllocationDecision, AllocationWishes];

const partnershipEntities = [Partnership, OutsidePartner, PartnershipFollowUp];

export const exhibitorsService: ServiceDefinition = {
  name: 'exhibitors',
  entities: [
    Edition,
    Exhibitor,
    Hall,
    Stand,
    StandHolding,
    StandSlot,
    Registration,
    ...awardEntities,
    ...partnershipEntities,
    ...allocationEntities,
  ],
  migrations: [
    TextSearch1700000002000,
    Opening1700000010000,
    StandSlices1700000011000,
    Waitlist1700000011100,
    Aisles1700000011200,
    Search1700000015000,
    Awards1700000017000,
    RegistrationAnswers1700000018000,
    Partnerships1700000018200,
    Inclusion1700000018400,
    TrainingCompleted1700000018410,
    Allocation1700000019000,
    JurySittings1700000018600,
  ],
  subgraph,
  handlers,
  figures,
  chores: [lapsedHolds],
};
