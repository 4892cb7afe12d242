import { Arg, Args, Authorized, Ctx, FieldResolver, ID, Int, Mutation, Query, Resolver, Root } from 'type-graphql';
import { page } from '@maarad/shared/database';
import { PageArgs, type Context } from '@maarad/shared/graphql';
import { Session } from '../sessions/session.entity.js';
import { sessionById } from '../sessions/session.reference.js';
import { cancelReservation } from './cancel-reservation.js';
import { checkIn, checkOut } from './check-in.js';
import { requireHolder, requireSignedIn } from './require-holder.js';
import { Reservation, ReservationConnection } from './reservation.entity.js';
import { CancelReservationInput, ReservationCodeInput, ReserveSeatsInput } from './reservation.inputs.js';
import { reservationFor } from './reservation.reference.js';
import { reserveSeats } from './reserve-seats.js';
import { waitlistPosition } from './waitlist.js';

@Resolver(() => Reservation)
export class ReservationResolver {
  @Query(() => Reservation, {
    nullable: true,
    description: 'For its holder and the organiser; for others there is none.',
  })
  reservation(@Arg('id', () => ID) id: string, @Ctx() context: Context) {
    return reservationFor(context, id);
  }

  @Query(() => ReservationConnection, {
    description: 'What whoever asks has reserved, the newest first, with what is cancelled. Any token will do.',
  })
  myReservations(@Args() args: PageArgs, @Ctx() { database, principal }: Context) {
    requireSignedIn(principal);
    const query = database.getRepository(Reservation).createQueryBuilder('reservation');
    return page(query.where({ holder: principal.id }), args, { by: ['id'], direction: 'DESC' });
  }

  @Mutation(() => Reservation, {
    description:
      'Seats for a party, for anyone with a token: CONFIRMED, or WAITLISTED when they do not fit or others wait. Each holds one reservation in a session: CONFLICT names it. A workshop is BAD_USER_INPUT: one enrols in it.',
  })
  reserveSeats(@Arg('input') input: ReserveSeatsInput, @Ctx() context: Context) {
    return reserveSeats(context, input);
  }

  @Mutation(() => Reservation, {
    description: 'By its holder or the organiser. Those who wait get what is free, in the order in which they came.',
  })
  cancelReservation(@Arg('input') input: CancelReservationInput, @Ctx() context: Context) {
    return cancelReservation(context, input);
  }

  @Authorized('admin')
  @Mutation(() => Reservation, { description: 'The whole party is in the room.' })
  checkIn(@Arg('input') input: ReservationCodeInput, @Ctx() context: Context) {
    return checkIn(context, input);
  }

  @Authorized('admin')
  @Mutation(() => Reservation, { description: 'The whole party has left the room; it keeps its seats.' })
  checkOut(@Arg('input') input: ReservationCodeInput, @Ctx() context: Context) {
    return checkOut(context, input);
  }

  @FieldResolver(() => Session)
  session(@Root() { sessionId }: Reservation, @Ctx() context: Context) {
    return sessionById(context).load(sessionId);
  }

  @FieldResolver(() => String, { description: 'To show at the door.' })
  code(@Root() reservation: Reservation, @Ctx() { principal }: Context): string {
    requireHolder(principal, reservation);
    return reservation.code;
  }

  @FieldResolver(() => Int, {
    nullable: true,
    description: 'The next party to get seats is 1; null when it does not wait.',
  })
  waitlistPosition(@Root() reservation: Reservation, @Ctx() context: Context) {
    return waitlistPosition(reservation, context);
  }
}
