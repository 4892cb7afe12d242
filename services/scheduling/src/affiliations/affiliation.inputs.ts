import { IsOptional, IsUUID } from 'class-validator';
import { Field, ID, InputType } from 'type-graphql';

@InputType({ description: 'Of a performer or of a trainer.' })
export class SetAffiliationInput {
  @Field(() => ID, { nullable: true })
  @IsOptional()
  @IsUUID()
  performerId?: string | null;

  @Field(() => ID, { nullable: true })
  @IsOptional()
  @IsUUID()
  trainerId?: string | null;

  @Field(() => ID, { nullable: true, description: 'Left out: of none any more.' })
  @IsOptional()
  @IsUUID()
  exhibitorId?: string | null;
}
