import { testWhoSeesWhat } from '@maarad/shared/testing';
import { visibleWorld } from './testing/visible-world.js';

testWhoSeesWhat({
  visibility: new URL('../visibility.json', import.meta.url),
  world: visibleWorld,
  valueless: [
    'AllocationDecision.missed',
    'Juror.performer',
    'Juror.trainer',
    'Nominee.category',
    'NomineeFacts.salesGrowth',
    'ScoringExclusion.partnershipKind',
  ],
});
