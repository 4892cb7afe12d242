import { ArgsType, Field, ID, InputType } from 'type-graphql';
import { PageArgs } from '@maarad/shared/graphql';

@InputType()
export class PartnerAccessInput {
  @Field(() => ID, { description: 'The partner says its id.' })
  partnerId!: string;

  @Field(() => ID, { nullable: true, description: 'An exhibitor means itself; the organiser says whom.' })
  exhibitorId?: string;
}

@ArgsType()
export class PartnerAccessesArgs extends PageArgs {
  @Field(() => ID, { nullable: true })
  exhibitorId?: string;

  @Field(() => ID, { nullable: true })
  partnerId?: string;
}
