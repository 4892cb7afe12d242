import { IsOptional, Length, Matches, Max, Min } from 'class-validator';
import { Field, ID, InputType, Int } from 'type-graphql';

@InputType()
export class RateWorkshopInput {
  @Field(() => ID, { description: 'By which the person was there.' })
  enrolmentId!: string;

  @Field(() => Int, { description: 'From 1, poor, to 5, excellent.' })
  @Min(1)
  @Max(5)
  rating!: number;

  @Field(() => String, { nullable: true, description: 'Read by the trainers of the workshop and the organiser.' })
  @IsOptional()
  @Length(1, 2000)
  @Matches(/\S/, { message: 'must not be blank' })
  comment?: string;
}
