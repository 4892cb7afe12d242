import { PartnershipKind } from './partnership-kind.js';
import { PartnershipSide } from './partnership-sides.js';
import { PartnershipStatus } from './partnership-status.js';
import { Partnership, type Doing } from './partnership.entity.js';

const doing: Doing = { by: 'somebody', side: PartnershipSide.PROPOSER, at: new Date('2025-01-28T10:00:00Z') };
const propose = () =>
  Partnership.propose(
    {
      id: 'p',
      editionId: null,
      fromExhibitorId: 'a',
      toExhibitorId: 'b',
      kind: PartnershipKind.SUPPLY,
      terms: null,
    },
    doing,
  );

const { PROPOSED, AGREED, DECLINED, WITHDRAWN, ENDED } = PartnershipStatus;

test.each([
  [PROPOSED, [AGREED, DECLINED, WITHDRAWN]],
  [AGREED, [ENDED]],
  [DECLINED, []],
  [WITHDRAWN, []],
  [ENDED, []],
])('a partnership that is %s becomes only %j', (from, allowed) => {
  for (const to of Object.values(PartnershipStatus)) {
    const partnership = Object.assign(propose(), { status: from });
    const move = () => partnership.become(to, doing);
    if ((allowed as string[]).includes(to)) {
      expect(move).not.toThrow();
    } else {
      expect(move).toThrow(`cannot become ${to}`);
    }
  }
});

test('a follow-up of an earlier day than the latest does not change when the next is due', () => {
  const partnership = propose();
  partnership.agree(doing, '2025-03-04');
  partnership.followUp(new Date('2025-03-10T10:00:00Z'), '2025-06-08');
  partnership.followUp(new Date('2025-03-01T10:00:00Z'), '2025-03-31');
  expect(partnership.nextFollowUpDue).toBe('2025-06-08');
});
