import type { Principal } from '@maarad/shared/auth';
import { newId } from '@maarad/shared/runtime';
import { organiser, type TestService } from '@maarad/shared/testing';
import { builders } from './builders.js';

const as = { as: organiser };

export const juror = (id: string): Principal => ({ id, role: 'visitor' });

/** Builders of what is judged, by whom, and of the points given, through the schema. */
export function awardBuilders(service: TestService) {
  const make = builders(service);
  const run = async (mutation: string, type: string, input: object, asking = as) => {
    const source = `mutation ($input: ${type}!) { made: ${mutation}(input: $input) { id } }`;
    return (await service.data(source, { input }, asking)).made;
  };
  const category = async (editionId: string, overrides: object = {}): Promise<string> => {
    const input = {
      idempotencyKey: newId(),
      editionId,
      name: { ar: 'جائزة الجودة', fr: 'Prix de la qualité' },
      criteria: [{ code: 'QUALITY', name: { fr: 'Qualité' }, weight: 3 }],
      ...overrides,
    };
    return (await run('createAwardCategory', 'CreateAwardCategoryInput', input)).id;
  };
  const appoint = async (editionId: string, principalId: string, exhibitorId?: string): Promise<string> => {
    const input = { idempotencyKey: newId(), editionId, principalId, exhibitorId };
    return (await run('appointJuror', 'AppointJurorInput', input)).id;
  };
  const nominate = async (categoryId: string, exhibitorIds: string[]): Promise<string[]> => {
    const made = await run('nominate', 'NominateInput', { idempotencyKey: newId(), categoryId, exhibitorIds });
    return made.map(({ id }: { id: string }) => id);
  };
  return {
    make,
    category,
    appoint,
    nominate,
    /** An edition with one category, exhibitors in the running for it, and a jury. */
    async judging({ nominees = 3, jurors = 2 } = {}) {
      const editionId = await make.edition();
      const exhibitorIds = await Promise.all(Array.from({ length: nominees }, () => make.exhibitor()));
      await Promise.all(exhibitorIds.map((id) => make.approved(editionId, id)));
      const categoryId = await category(editionId);
      const nomineeIds = await nominate(categoryId, exhibitorIds);
      const principals = Array.from({ length: jurors }, (_, index) => `juror-${index}`);
      const jurorIds = await Promise.all(principals.map((id) => appoint(editionId, id)));
      return { editionId, exhibitorIds, categoryId, nomineeIds, principals, jurorIds };
    },
    score: (principalId: string, nomineeId: string, points: number, criterion = 'QUALITY') =>
      service.execute(
        'mutation ($input: ScoreNomineeInput!) { scoreNominee(input: $input) { id ownScores { criterion points } } }',
        { input: { nomineeId, scores: [{ criterion, points }] } },
        { as: juror(principalId) },
      ),
    seal: (editionId: string, excusedJurorIds: string[] = []) =>
      service.execute(
        'mutation ($input: SealAwardsInput!) { sealAwards(input: $input) { status sealedAt } }',
        { input: { editionId, excusedJurorIds } },
        as,
      ),
    publish: (editionId: string, nomineeIds: string[]) =>
      service.execute(
        'mutation ($input: PublishAwardsInput!) { publishAwards(input: $input) { id rank laureate { id } citation { value } category { value } edition { id } } }',
        {
          input: {
            editionId,
            citations: nomineeIds.map((nomineeId) => ({ nomineeId, citation: { fr: `Pour ${nomineeId}` } })),
          },
        },
        as,
      ),
  };
}
