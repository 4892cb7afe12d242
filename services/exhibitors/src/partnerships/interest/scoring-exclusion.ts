import { Field, ObjectType, registerEnumType } from 'type-graphql';
import { In } from 'typeorm';
import { defineLoader } from '@maarad/shared/graphql';
import { ownSeat } from '../../awards/jury-seat.js';
import { Interest, Juror } from '../../awards/jury.entity.js';
import { Nominee } from '../../awards/nominee.entity.js';
import { PartnershipKind } from '../partnership-kind.js';
import { pairOf, partnershipInterests } from './partnership-interest.js';

export enum ExclusionRule {
  MEMBER = 'MEMBER',
  DECLARED = 'DECLARED',
  PARTNERSHIP = 'PARTNERSHIP',
}

registerEnumType(ExclusionRule, {
  name: 'ExclusionRule',
  description: 'Why a juror does not score a nominee.',
  valuesConfig: {
    MEMBER: { description: 'The juror is of the nominee.' },
    DECLARED: { description: 'The juror declared an interest in it.' },
    PARTNERSHIP: { description: "The juror's exhibitor has agreed or proposed a partnership with it." },
  },
});

@ObjectType({ description: 'That a juror does not score a nominee, and by which rule.' })
export class ScoringExclusion {
  @Field(() => ExclusionRule)
  rule!: ExclusionRule;

  @Field(() => String, { nullable: true, description: 'What the juror declared.' })
  reason!: string | null;

  @Field(() => PartnershipKind, { nullable: true, description: 'Of the partnership, where there is one.' })
  partnershipKind!: PartnershipKind | null;
}

/** Why the asker does not score each nominee; null where it may, and for those who are not of the jury. */
export const ownExclusion = defineLoader(async (nominees: readonly Nominee[], context) => {
  const { database, principal } = context;
  const seats = await Promise.all(nominees.map(({ editionId }) => ownSeat(context).load(editionId)));
  const jurors = seats.filter((seat): seat is Juror => seat !== null);
  const interests = await database
    .getRepository(Interest)
    .findBy({ jurorId: In([...new Set(jurors.map(({ id }) => id))]) });
  const own = principal.exhibitorId ?? null;
  const partnerships = await partnershipInterests(
    database.manager,
    [own, ...jurors.map(({ exhibitorId }) => exhibitorId)],
    nominees.map(({ exhibitorId }) => exhibitorId),
  );
  return nominees.map(({ exhibitorId }, index): ScoringExclusion | null => {
    const seat = seats[index];
    if (!seat) {
      return null;
    }
    if ([own, seat.exhibitorId].includes(exhibitorId)) {
      return { rule: ExclusionRule.MEMBER, reason: null, partnershipKind: null };
    }
    const declared = interests.find((one) => one.jurorId === seat.id && one.exhibitorId === exhibitorId);
    if (declared) {
      return { rule: ExclusionRule.DECLARED, reason: declared.reason, partnershipKind: null };
    }
    const partnership =
      partnerships.get(pairOf(own, exhibitorId)) ?? partnerships.get(pairOf(seat.exhibitorId, exhibitorId));
    return partnership ? { rule: ExclusionRule.PARTNERSHIP, reason: null, partnershipKind: partnership.kind } : null;
  });
});
