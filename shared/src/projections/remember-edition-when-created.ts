import { editionCreated } from '../contracts/exhibitors.js';
import { when } from '../messaging/event-handler.js';
import { EditionFacts } from './edition-facts.entity.js';

export const rememberEditionWhenCreated = when(editionCreated, async (work, { subject, data }) => {
  const { name, startsOn, endsOn, timeZone, currency } = data;
  await work.manager.upsert(EditionFacts, { id: subject, name, startsOn, endsOn, timeZone, currency }, ['id']);
});
