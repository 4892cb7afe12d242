import { requireActsFor } from '@maarad/shared/auth';
import { creatingUseCase } from '@maarad/shared/database';
import { BadUserInput } from '@maarad/shared/errors';
import { textsOf } from '@maarad/shared/graphql';
import { newId } from '@maarad/shared/runtime';
import { Edition } from '../editions/edition.entity.js';
import { Exhibitor } from '../exhibitors/exhibitor.entity.js';
import { partnershipInTheWay } from './partnership-in-the-way.js';
import type { ProposePartnershipInput } from './partnership.inputs.js';
import { Partnership } from './partnership.entity.js';
import { requireSide, PartnershipSide } from './partnership-sides.js';

/** One exhibitor proposes a partnership to another. Nobody else hears of it: a negotiation is not public. */
export const proposePartnership = creatingUseCase(
  'proposePartnership',
  Partnership,
  async (
    work,
    { fromExhibitorId, toExhibitorId, editionId, kind, terms }: ProposePartnershipInput,
    { principal, clock },
  ) => {
    requireActsFor(principal, fromExhibitorId);
    await work.find(Exhibitor, fromExhibitorId);
    await work.find(Exhibitor, toExhibitorId);
    if (editionId) {
      await work.find(Edition, editionId);
    }
    const sides = { id: newId(), fromExhibitorId, toExhibitorId, agreedAt: null };
    const side = requireSide(principal, sides, PartnershipSide.PROPOSER);
    return work.insert(
      Partnership.propose(
        {
          id: sides.id,
          editionId: editionId ?? null,
          fromExhibitorId,
          toExhibitorId,
          kind,
          terms: terms ? textsOf(terms) : null,
        },
        { by: principal.id, side, at: clock.now() },
      ),
    );
  },
  {
    violations: {
      partnerships_two_sides: () =>
        new BadUserInput([{ path: 'toExhibitorId', rule: 'must be another than fromExhibitorId' }]),
      partnerships_open_once: ({ fromExhibitorId, toExhibitorId, kind }, manager) =>
        partnershipInTheWay(manager, fromExhibitorId, { toExhibitorId }, kind),
    },
  },
);
