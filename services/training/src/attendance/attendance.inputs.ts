import { ArrayMaxSize, ArrayMinSize, IsOptional, Length, Max, Min, ValidateNested } from 'class-validator';
import { Field, ID, InputType, Int, ObjectType } from 'type-graphql';
import { DateTime } from '@maarad/shared/graphql';
import { Enrolment } from '../enrolments/enrolment.entity.js';
import { AttendanceDirection } from './attendance-mark.entity.js';

@InputType()
export class RecordAttendanceInput {
  @Field(() => ID)
  workshopId!: string;

  @Field(() => String, { description: "The enrolment's, as its QR code says it or as it is typed." })
  @Length(1, 40)
  doorCode!: string;

  @Field(() => AttendanceDirection)
  direction!: AttendanceDirection;

  @Field(() => DateTime, {
    nullable: true,
    description: 'When it was; now, where nothing is said. A door without a network sends it later.',
  })
  at?: Date;

  @Field(() => ID, {
    nullable: true,
    description: 'Of several sessions, the one in whose time it falls or that is nearest, where nothing is said.',
  })
  sessionId?: string;
}

@InputType({ description: 'From when to when somebody was there.' })
export class PresenceSpanInput {
  @Field(() => DateTime)
  from!: Date;

  @Field(() => DateTime)
  to!: Date;
}

@InputType({ description: 'Either `minutes`, which overrule the door, or `spans`, which are added to it.' })
export class AttendanceSheetRowInput {
  @Field(() => ID)
  enrolmentId!: string;

  @Field(() => Int, { nullable: true, description: 'How long somebody was there; 0 is not at all.' })
  @IsOptional()
  @Min(0)
  @Max(1_440)
  minutes?: number;

  @Field(() => [PresenceSpanInput], { nullable: true })
  @IsOptional()
  @ArrayMinSize(1)
  @ArrayMaxSize(20)
  @ValidateNested()
  spans?: PresenceSpanInput[];
}

@InputType()
export class EnterAttendanceSheetInput {
  @Field(() => ID)
  workshopId!: string;

  @Field(() => ID, { nullable: true, description: 'Needed where the workshop has several sessions.' })
  sessionId?: string;

  @Field(() => [AttendanceSheetRowInput], {
    description: 'At most 200 rows. A later sheet replaces what an earlier one said.',
  })
  @ArrayMinSize(1)
  @ArrayMaxSize(200)
  @ValidateNested()
  rows!: AttendanceSheetRowInput[];
}

@ObjectType({ description: 'What became of one row of a sheet.' })
export class AttendanceSheetResult {
  @Field(() => ID)
  enrolmentId!: string;

  @Field(() => Enrolment, { nullable: true, description: 'As it is now; null where the row was not entered.' })
  enrolment!: Enrolment | null;

  @Field(() => String, { nullable: true, description: 'Why the row was not entered.' })
  problem!: string | null;
}

@ObjectType({ description: 'What became of a sheet: rows that are right are entered, whatever is wrong with others.' })
export class AttendanceSheetReport {
  @Field(() => Int, { description: 'How many rows were entered.' })
  entered!: number;

  @Field(() => [AttendanceSheetResult], { description: 'One for each row, in their order.' })
  rows!: AttendanceSheetResult[];
}

@InputType()
export class CloseAttendanceInput {
  @Field(() => ID)
  workshopId!: string;
}

@ObjectType({ description: 'How much of a workshop one must have been there for it to count as completed.' })
export class CompletionRule {
  @Field(() => Int, { description: 'The least share of its minutes, over all its sessions, in percent.' })
  minimumPercent!: number;

  @Field(() => Int, { description: 'The same in minutes, rounded up; 0 while it has no session.' })
  minimumMinutes!: number;
}
