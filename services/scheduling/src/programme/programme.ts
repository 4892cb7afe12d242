import { ArgsType, Field, ID } from 'type-graphql';
import { pageOf, pagesByParent } from '@maarad/shared/database';
import { defineLoader, entityLoader, LocalDate, PageArgs, type Context, type Page } from '@maarad/shared/graphql';
import { EditionFacts } from '@maarad/shared/projections';
import { isId } from '@maarad/shared/runtime';
import { SessionKind } from '../sessions/session-kind.js';
import { SessionStatus } from '../sessions/session-status.js';
import { Session } from '../sessions/session.entity.js';
import { byStart, narrow } from '../sessions/sessions-query.js';

@ArgsType()
export class ProgrammeArgs extends PageArgs {
  @Field(() => LocalDate, { nullable: true, description: 'What starts on that day of the edition.' })
  day?: LocalDate;

  @Field(() => [SessionKind], { nullable: true })
  kinds?: SessionKind[];

  @Field(() => ID, { nullable: true })
  venueId?: string;
}

const editionFactsById = entityLoader(EditionFacts);
const takingPlace = Object.values(SessionStatus).filter((status) => status !== SessionStatus.CANCELLED);

/** What takes place in an edition, by its start. An edition that this service has not heard of has nothing yet. @throws BadUserInput when the day is none of the edition's. */
export async function programme(context: Context, editionId: string, args: ProgrammeArgs): Promise<Page<Session>> {
  if (!isId(editionId)) {
    return pageOf<Session>([], args, byStart, () => Promise.resolve(0));
  }
  if (args.day) {
    const edition = await editionFactsById(context).load(editionId);
    edition?.requireDay(args.day, 'day');
  }
  const { first, after, day, kinds, venueId } = args;
  return pageOfEdition(context).load(JSON.stringify([editionId, { first, after, day, kinds, venueId }]));
}

/** The keys are JSON, so that equal questions about several editions are one: those are read together. */
const pageOfEdition = defineLoader(async (keys: readonly string[], { database }) => {
  const asked = keys.map((key) => JSON.parse(key) as [string, ProgrammeArgs]);
  const questions = new Map<string, string[]>();
  for (const [editionId, args] of asked) {
    const question = JSON.stringify(args);
    questions.set(question, [...(questions.get(question) ?? []), editionId]);
  }
  const pages = new Map<string, Page<Session>>();
  for (const [question, parentIds] of questions) {
    const { first, after, ...filter } = JSON.parse(question) as ProgrammeArgs;
    const found = await pagesByParent(database.manager, Session, {
      parent: 'editionId',
      parentIds,
      args: { first, after },
      order: byStart,
      where: (query) => void narrow(query, { ...filter, statuses: takingPlace }),
    });
    found.forEach((page, index) => pages.set(JSON.stringify([parentIds[index], JSON.parse(question)]), page));
  }
  return keys.map((key) => pages.get(key) ?? new Error(`No page was read for ${key}.`));
});
