import { IsOptional, Length } from 'class-validator';
import { ArgsType, Field, ID, InputType } from 'type-graphql';
import { PageArgs } from '@maarad/shared/graphql';
import { SettlementResolution } from './settlement.entity.js';

@InputType()
export class SettleSaleInput {
  @Field(() => ID)
  settlementId!: string;

  @Field(() => SettlementResolution)
  resolution!: SettlementResolution;

  @Field(() => ID, {
    nullable: true,
    description: 'For SUBSTITUTE alone: as many units of it leave the stock as were missing.',
  })
  substituteId?: string;

  @Field(() => String, { nullable: true })
  @IsOptional()
  @Length(1, 1000)
  note?: string;
}

@ArgsType()
export class SettlementsArgs extends PageArgs {
  @Field(() => ID, { nullable: true })
  exhibitorId?: string;

  @Field(() => Boolean, { nullable: true, description: 'True: only what waits to be settled; false: only what is.' })
  open?: boolean;
}
