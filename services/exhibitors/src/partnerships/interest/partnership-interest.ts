import { In, type EntityManager } from 'typeorm';
import type { Work } from '@maarad/shared/database';
import { CodedError } from '@maarad/shared/errors';
import type { PartnershipKind } from '../partnership-kind.js';
import { openStatuses } from '../partnership-status.js';
import { Partnership } from '../partnership.entity.js';

type Maybe = string | null | undefined;

/** A juror's exhibitor has a partnership with the nominee: the rule that keeps the juror from scoring it. */
export class PartnerOfNominee extends CodedError {
  constructor(kind: PartnershipKind) {
    super(
      'FORBIDDEN',
      `A juror does not score an exhibitor with which its own has a partnership, proposed or agreed (${kind}).`,
      { rule: 'PARTNERSHIP', partnershipKind: kind },
    );
  }
}

/** @throws PartnerOfNominee when one of the exhibitors that the juror is of has a partnership with the nominee now. */
export async function requireNoPartnership(work: Work, jurorOf: Maybe[], nomineeOf: string): Promise<void> {
  const [partnership] = (await openPartnerships(work.manager, jurorOf, [nomineeOf])).values();
  if (partnership) {
    throw new PartnerOfNominee(partnership.kind);
  }
}

/** Open partnerships between one of these and one of those, by `pairOf` the two. */
export async function openPartnerships(
  manager: EntityManager,
  these: readonly Maybe[],
  those: readonly string[],
): Promise<Map<string, Partnership>> {
  const ones = In([...new Set(these.filter(Boolean))]);
  const others = In([...new Set(those)]);
  const status = In([...openStatuses]);
  const found = await manager.find(Partnership, {
    where: [
      { fromExhibitorId: ones, toExhibitorId: others, status },
      { fromExhibitorId: others, toExhibitorId: ones, status },
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
