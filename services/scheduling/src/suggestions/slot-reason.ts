import { Field, Int, ObjectType, registerEnumType } from 'type-graphql';

export enum SlotReasonCode {
  VENUE_FITS_KIND = 'VENUE_FITS_KIND',
  VENUE_FITS_SIZE = 'VENUE_FITS_SIZE',
  DAYTIME = 'DAYTIME',
  LIGHT_DAY = 'LIGHT_DAY',
  NO_GAP = 'NO_GAP',
  PEOPLE_THERE = 'PEOPLE_THERE',
  TIME_TO_WALK = 'TIME_TO_WALK',
  SAME_VENUE = 'SAME_VENUE',
  SAME_DAY = 'SAME_DAY',
  NEAR_THE_OLD_TIME = 'NEAR_THE_OLD_TIME',
}

registerEnumType(SlotReasonCode, { name: 'SlotReasonCode', description: 'What speaks for a slot.' });

/** What each reason counts, and what it says. */
const reasons: Record<SlotReasonCode, { points: number; detail: string }> = {
  VENUE_FITS_KIND: { points: 30, detail: 'The venue is made for this kind of session.' },
  VENUE_FITS_SIZE: { points: 10, detail: 'The venue holds those expected, and at most twice as many.' },
  DAYTIME: { points: 12, detail: 'It is between nine in the morning and seven in the evening.' },
  LIGHT_DAY: { points: 6, detail: 'No day has fewer sessions.' },
  NO_GAP: { points: 8, detail: 'It follows or precedes another session in the venue closely.' },
  PEOPLE_THERE: { points: 10, detail: 'Some of those in it are in another session on that day.' },
  TIME_TO_WALK: { points: 5, detail: 'Everybody has half an hour before and after it.' },
  SAME_VENUE: { points: 20, detail: 'It stays in its venue.' },
  SAME_DAY: { points: 15, detail: 'It stays on its day.' },
  NEAR_THE_OLD_TIME: { points: 10, detail: 'It begins within two hours of its old time.' },
};

/** What a broken rule that only warns takes away. */
export const warningCosts = 25;

@ObjectType({ description: 'What speaks for a slot, and how much.' })
export class SlotReason {
  @Field(() => SlotReasonCode)
  code!: SlotReasonCode;

  @Field(() => Int)
  points!: number;

  @Field(() => String)
  detail!: string;
}

export const reasonOf = (code: SlotReasonCode): SlotReason => ({ code, ...reasons[code] });
