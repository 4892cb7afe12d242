import { ArgsType, Field, ID } from 'type-graphql';
import { pageOf, pagesByParent } from '@maarad/shared/database';
import {
  defineLoaderWithArgs,
  entityLoader,
  LocalDate,
  PageArgs,
  type Context,
  type Page,
} from '@maarad/shared/graphql';
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

type Question = Pick<ProgrammeArgs, 'first' | 'after' | 'day' | 'kinds' | 'venueId'>;

const pageOfEdition = defineLoaderWithArgs<Question, Page<Session>>(
  (editionIds, { first, after, ...filter }, { database }) =>
    pagesByParent(database.manager, Session, {
      parent: 'editionId',
      parentIds: editionIds,
      args: { first, after },
      order: byStart,
      where: (query) => void narrow(query, { ...filter, statuses: takingPlace }),
    }),
);

/**
 * What takes place in an edition, by its start. An edition that this service has not heard of has nothing yet.
 * @throws BadUserInput when the day is none of the edition's.
 */
export async function programme(context: Context, editionId: string, args: ProgrammeArgs): Promise<Page<Session>> {
  const { first, after, day, kinds, venueId } = args;
  if (!isId(editionId)) {
    return pageOf<Session>([], args, byStart, () => Promise.resolve(0));
  }
  if (day) {
    const edition = await editionFactsById(context).load(editionId);
    edition?.requireDay(day, 'day');
  }
  return pageOfEdition(context).load(editionId, { first, after, day, kinds, venueId });
}
