import { Field, ID, Int, ObjectType } from 'type-graphql';
import { Column, Entity, PrimaryColumn } from 'typeorm';
import { LocalizedText, TextColumn, type Texts } from '@maarad/shared/graphql';

@ObjectType({ description: 'What the jury judges by.' })
export class Criterion {
  @Field(() => String, { description: 'Its short name within the category, such as QUALITY.' })
  code!: string;

  @Field(() => LocalizedText)
  name!: Texts;

  @Field(() => Int, { description: 'How much it counts beside the others.' })
  weight!: number;
}

@ObjectType({ description: 'What an edition grants awards for, and what the jury judges by.' })
@Entity()
export class AwardCategory {
  @Field(() => ID)
  @PrimaryColumn('uuid')
  id!: string;

  @Column('uuid')
  editionId!: string;

  @Field(() => LocalizedText)
  @TextColumn()
  name!: Texts;

  @Field(() => [Criterion])
  @Column('jsonb')
  criteria!: Criterion[];

  @Field(() => Int, { description: 'Awards are granted down to this rank; all who share it get one.' })
  @Column('integer')
  places!: number;
}
