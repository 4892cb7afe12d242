import { Args, Authorized, Ctx, Field, FieldResolver, Int, ObjectType, Resolver, Root } from 'type-graphql';
import { pagesByParent } from '@maarad/shared/database';
import { DateTime, defineLoaderWithArgs, PageArgs, type Context, type Page } from '@maarad/shared/graphql';
import { Session } from '../sessions/session.entity.js';
import { Reservation, ReservationConnection } from './reservation.entity.js';
import { waitlistLength } from './waitlist.js';

@ObjectType({ description: 'How many people are in a session, of those who reserved, as counted at the door.' })
export class Occupancy {
  @Field(() => Int)
  present!: number;

  @Field(() => DateTime, { description: 'When somebody came or went last.' })
  asOf!: Date;

  @Field(() => Int, { description: 'How old the figure is.' })
  ageSeconds!: number;
}

const reservationsOfSession = defineLoaderWithArgs<Pick<PageArgs, 'first' | 'after'>, Page<Reservation>>(
  (parentIds, args, { database }) =>
    pagesByParent(database.manager, Reservation, { parent: 'sessionId', parentIds, args, order: { by: ['id'] } }),
);

@Resolver(() => Session)
export class SeatsOfSessionResolver {
  @FieldResolver(() => Int, { description: 'How many parties wait for seats.' })
  waitlistLength(@Root() { id }: Session, @Ctx() context: Context) {
    return waitlistLength(context).load(id);
  }

  @FieldResolver(() => Occupancy, { nullable: true, description: 'Null while nobody was counted at the door.' })
  occupancy(@Root() { peoplePresent, presenceAt }: Session, @Ctx() { clock }: Context): Occupancy | null {
    return (
      presenceAt && {
        present: peoplePresent,
        asOf: presenceAt,
        ageSeconds: Math.max(0, Math.floor((+clock.now() - +presenceAt) / 1_000)),
      }
    );
  }

  @Authorized('admin')
  @FieldResolver(() => ReservationConnection, { nullable: true, description: 'In the order in which they were made.' })
  reservations(@Root() { id }: Session, @Args() { first, after }: PageArgs, @Ctx() context: Context) {
    return reservationsOfSession(context).load(id, { first, after });
  }
}
