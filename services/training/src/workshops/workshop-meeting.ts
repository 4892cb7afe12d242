import { Field, ObjectType } from 'type-graphql';
import { DateTime } from '@maarad/shared/graphql';
import { Session } from '../external/session.stub.js';
import { Venue } from '../external/venue.stub.js';

@ObjectType({ description: 'One session of a workshop: wanted, and booked once the programme has a place for it.' })
export class WorkshopMeeting {
  @Field(() => Venue, { nullable: true })
  venue!: Venue;

  @Field(() => DateTime)
  startsAt!: Date;

  @Field(() => DateTime)
  endsAt!: Date;

  @Field(() => Session, { nullable: true, description: 'Its place in the programme, once it has one.' })
  session!: Session | null;
}
