import { Matches, Max, Min } from 'class-validator';
import { ArgsType, Field, ID, InputType, Int } from 'type-graphql';
import { Decimal, LocalDate } from '@maarad/shared/graphql';

@InputType()
export class CloseDayInput {
  @Field(() => ID)
  exhibitorId!: string;

  @Field(() => ID)
  editionId!: string;

  @Field(() => LocalDate, { description: 'From the first day of the edition to today.' })
  day!: string;
}

@InputType()
export class CloseFairDayInput {
  @Field(() => ID)
  editionId!: string;

  @Field(() => LocalDate, { description: 'From the first day of the edition to today.' })
  day!: string;
}

@InputType()
export class SetFairFeesInput {
  @Field(() => ID)
  editionId!: string;

  @Field(() => Decimal, { description: 'Of what is sold and not given back, such as "2.5": from 0 to 100.' })
  @Matches(/^(100(\.0{1,2})?|\d{1,2}(\.\d{1,2})?)$/, { message: 'must be from 0 to 100, with at most two decimals' })
  percent!: string;
}

@ArgsType()
export class EditionStatementArgs {
  @Field(() => LocalDate, { nullable: true, description: 'All days together unless said.' })
  day?: string;
}

@ArgsType()
export class ExhibitorStatementArgs extends EditionStatementArgs {
  @Field(() => ID, { nullable: true, description: 'The current edition unless said.' })
  editionId?: string;
}

@ArgsType()
export class RowsArgs {
  @Field(() => Int, { defaultValue: 100, description: 'How many, at most 1000.' })
  @Min(1)
  @Max(1000, { message: 'must not be greater than 1000' })
  first: number = 100;
}
