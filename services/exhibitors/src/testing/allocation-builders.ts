import type { Principal } from '@maarad/shared/auth';
import { newId } from '@maarad/shared/runtime';
import { organiser, type TestService } from '@maarad/shared/testing';
import type { Answers } from '../questionnaire/answers.js';
import { builders } from './builders.js';

interface StandWanted {
  hasPower?: boolean;
  hasWater?: boolean;
  width?: number;
  /** Metres of way before it. */
  gap?: number;
}

interface ExhibitorWanted {
  answers?: Answers;
  wishes?: object;
  [overrides: string]: unknown;
}

const decision =
  'id rule detail name { value(language: EN) } met { rule detail exhibitor { id } } missed { rule detail } wishesKept wishesMade movedBy stand { id code } registration { id exhibitor { id } }';
export const proposalFields = `id seed status satisfaction greedySatisfaction factsHash createdBy decidedBy quotas { code min max placed kept }
  placements(first: 100) { totalCount nodes { ${decision} } } refusals(first: 100) { totalCount nodes { ${decision} } }`;

/** Builders of what an allocation is about, and its steps, through the schema. */
export function allocationBuilders(service: TestService) {
  const make = builders(service);
  const as = { as: organiser };
  const run = (mutation: string, input: object, asking: { as: Principal } = as, fields = proposalFields) =>
    service.execute(
      `mutation ($input: ${mutation.charAt(0).toUpperCase()}${mutation.slice(1)}Input!) { made: ${mutation}(input: $input) { ${fields} } }`,
      { input },
      asking,
    );
  const done = async (answer: ReturnType<typeof run>): Promise<Record<string, any>> => {
    const { data, errors } = await answer;
    if (errors) {
      throw new Error(JSON.stringify(errors, null, 2));
    }
    return data?.made;
  };
  const step = (mutation: 'applyAllocation' | 'discardAllocation', proposalId: string, asking = as) =>
    service.execute(
      `mutation ($input: AllocationStepInput!) { made: ${mutation}(input: $input) { ${proposalFields} } }`,
      { input: { proposalId } },
      asking,
    );
  return {
    make,
    run,
    done,
    async hall(editionId: string, code: string, stands: StandWanted[]): Promise<string[]> {
      let x = 3;
      const { id } = await done(
        service.execute(
          'mutation ($input: CreateHallInput!) { made: createHall(input: $input) { id stands { id } } }',
          {
            input: {
              ...{ idempotencyKey: newId(), editionId, code, name: { fr: `Hall ${code}` }, width: 2000, depth: 10 },
              stands: stands.map(({ width = 3, gap = 0, ...stand }, index) => {
                const position = { x: (x += gap), y: 0, width, depth: 3 };
                x += width;
                return { code: `${code}-${index + 1}`, position, hasPower: false, hasWater: false, ...stand };
              }),
            },
          },
          as,
        ),
      );
      const rows: { id: string }[] = await service.database.query(
        "SELECT id FROM stands WHERE hall_id = $1 ORDER BY (position->>'x')::double precision",
        [id],
      );
      return rows.map((row) => row.id);
    },
    /** Exhibitors with approved registrations, what they need and what they wish. */
    async applicants(editionId: string, wanted: ExhibitorWanted[]) {
      const made: { exhibitor: string; registration: string }[] = [];
      for (const { answers, wishes, ...overrides } of wanted) {
        const exhibitor = await make.exhibitor(overrides);
        const registration = await make.approved(editionId, exhibitor);
        if (answers) {
          await service.database.query('UPDATE registrations SET answers = $2 WHERE id = $1', [registration, answers]);
        }
        if (wishes) {
          await done(run('setAllocationWishes', { registrationId: registration, wishes }, as, 'id'));
        }
        made.push({ exhibitor, registration });
      }
      return made;
    },
    propose: (editionId: string, overrides: object = {}) =>
      run('proposeAllocation', { idempotencyKey: newId(), editionId, seed: 7, ...overrides }),
    proposed: (editionId: string, overrides: object = {}) =>
      done(run('proposeAllocation', { idempotencyKey: newId(), editionId, seed: 7, ...overrides })),
    move: (proposalId: string, registrationId: string, standId: string | null, asking = as) =>
      run('moveInAllocation', { proposalId, registrationId, standId, reason: 'They share a van.' }, asking),
    apply: (proposalId: string, asking = as) => step('applyAllocation', proposalId, asking),
    discard: (proposalId: string, asking = as) => step('discardAllocation', proposalId, asking),
    wish: (registrationId: string, wishes: object, asking = as) =>
      run(
        'setAllocationWishes',
        { registrationId, wishes },
        asking,
        'id allocationWishes { halls corner near { id } apart { id } }',
      ),
  };
}

/** Where a proposal puts a registration, or that it refuses it. */
export function decisionOn(proposal: Record<string, any>, registrationId: string): Record<string, any> {
  return [...proposal.placements.nodes, ...proposal.refusals.nodes].find(
    ({ registration }) => registration.id === registrationId,
  );
}
