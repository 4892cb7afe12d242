import { Field, ID, Int, ObjectType } from 'type-graphql';
import { Column, Entity, PrimaryColumn } from 'typeorm';
import { LocalizedText, type Texts } from '@maarad/shared/graphql';
import { ConflictRule } from '../conflicts/conflict-rule.js';

@ObjectType({ description: 'How many slots a rule ruled out for a session.' })
export class SlotsRuledOut {
  @Field(() => ConflictRule)
  rule!: ConflictRule;

  @Field(() => Int)
  slots!: number;
}

@ObjectType({ description: 'A session for which there was no place, and why.' })
export class PlacementRefusal {
  @Field(() => Int, { description: 'Its place in the input, from 0.' })
  index!: number;

  @Field(() => LocalizedText)
  title!: Texts;

  @Field(() => ConflictRule, {
    nullable: true,
    description: 'The rule that ruled out the most slots; null when the time that it may be in does not hold it.',
  })
  rule!: ConflictRule | null;

  @Field(() => [SlotsRuledOut], { description: 'For each slot, the first rule that it breaks counts.' })
  ruledOut!: SlotsRuledOut[];
}

@ObjectType({ description: 'What filling the programme came to.' })
@Entity()
export class ProgrammeFill {
  @Field(() => ID)
  @PrimaryColumn('uuid')
  id!: string;

  @Column('uuid')
  editionId!: string;

  @Field(() => Int)
  @Column('integer')
  seed!: number;

  @Column('uuid', { array: true })
  sessionIds!: string[];

  @Field(() => [PlacementRefusal], { description: 'In the order of the input.' })
  @Column('jsonb')
  refusals!: PlacementRefusal[];

  @Column({ type: 'timestamptz', precision: 3 })
  filledAt!: Date;
}
