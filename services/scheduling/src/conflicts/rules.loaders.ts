import { In } from 'typeorm';
import { defineLoader, groupedBy } from '@maarad/shared/graphql';
import { isId } from '@maarad/shared/runtime';
import { ProgrammeRules } from './programme-rules.entity.js';
import { RuleOverride } from './rule-override.entity.js';

/** The rules of each edition: the usual ones where none were set. */
export const rulesOfEdition = defineLoader(async (editionIds: readonly string[], { database: { manager } }) => {
  const rows = await manager.findBy(ProgrammeRules, { editionId: In(editionIds.filter(isId)) });
  return editionIds.map((id) => rows.find(({ editionId }) => editionId === id) ?? ProgrammeRules.usual(id));
});

/** The overrides of each session, the first one first. */
export const overridesOfSession = defineLoader(async (sessionIds: readonly string[], { database: { manager } }) => {
  const rows = await manager.find(RuleOverride, {
    where: { sessionId: In([...sessionIds]) },
    order: { at: 'ASC', id: 'ASC' },
  });
  return groupedBy(sessionIds, rows, ({ sessionId }) => sessionId);
});
