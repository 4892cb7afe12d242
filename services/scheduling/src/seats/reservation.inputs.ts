import { Length, Max, Min } from 'class-validator';
import { Field, ID, InputType, Int } from 'type-graphql';
import { CreatingInput } from '@maarad/shared/graphql';

/** The largest party that reserves in one go. */
const mostSeats = 10;

@InputType()
export class ReserveSeatsInput extends CreatingInput {
  @Field(() => ID)
  sessionId!: string;

  @Field(() => Int, { description: `For the whole party, 1 to ${mostSeats}.` })
  @Min(1)
  @Max(mostSeats)
  seats!: number;
}

@InputType()
export class CancelReservationInput {
  @Field(() => ID)
  reservationId!: string;
}

@InputType()
export class ReservationCodeInput {
  @Field(() => String, { description: 'As shown at the door; small letters and blanks do not matter.' })
  @Length(10, 30)
  code!: string;
}
