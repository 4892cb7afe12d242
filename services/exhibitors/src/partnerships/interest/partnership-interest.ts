import { In, type EntityManager } from 'typeorm';
import type { Work } from '@maarad/shared/database';
import { CodedError } from '@maarad/shared/errors';
import type { PartnershipKind } from '../partnership-kind.js';
import { openStatuses, PartnershipStatus } from '../partnership-status.js';
import { Partnership } from '../partnership.entity.js';

type Maybe = string | null | undefined;

/** A juror's exhibitor has a partnership with the nominee: the rule that keeps the juror from scoring it. */
export class PartnerOfNominee extends CodedError {
  constructor(kind: PartnershipKind) {
    super(
      'FORBIDDEN',
      `A juror does not score an exhibitor with which its own has agreed or proposed a partnership (${kind}).`,
      { rule: 'PARTNERSHIP', partnershipKind: kind },
    );
  }
}

/** @throws PartnerOfNominee when one of the exhibitors that the juror is of has a partnership with the nominee now. */
export async function requireNoPartnership(work: Work, jurorOf: Maybe[], nomineeOf: string): Promise<void> {
  const [partnership] = (await partnershipInterests(work.manager, jurorOf, [nomineeOf])).values();
  if (partnership) {
    throw new PartnerOfNominee(partnership.kind);
  }
}

/**
 * Partnerships between jurors' exhibitors and nominees', by `pairOf` the two: agreed, or proposed by the juror's. A mere proposal of
 * a nominee's is none, or a nominee could keep a juror from scoring it by asking.
 */
export async function partnershipInterests(
  manager: EntityManager,
  jurorsOf: readonly Maybe[],
  nomineesOf: readonly string[],
): Promise<Map<string, Partnership>> {
  const ones = In([...new Set(jurorsOf.filter(Boolean))]);
  const others = In([...new Set(nomineesOf)]);
  const status = In([...openStatuses]);
  const found = await manager.find(Partnership, {
    where: [
      { fromExhibitorId: ones, toExhibitorId: others, status },
      { fromExhibitorId: others, toExhibitorId: ones, status: PartnershipStatus.AGREED },
    ],
    order: { id: 'ASC' },
  });
  return new Map(
    found.flatMap((partnership): [string, Partnership][] => {
      const { fromExhibitorId: from, toExhibitorId: to } = partnership;
      return [
        [pairOf(from, to ?? ''), partnership],
        [pairOf(to ?? '', from), partnership],
      ];
    }),
  );
}

export const pairOf = (jurorOf: Maybe, nomineeOf: string): string => `${jurorOf ?? ''}/${nomineeOf}`;
