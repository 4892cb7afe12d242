import { Directive, Field, ID, ObjectType } from 'type-graphql';
import { Column, Entity, PrimaryColumn } from 'typeorm';
import { LocalizedText, TextColumn, type Texts } from '@maarad/shared/graphql';

@ObjectType({ description: 'An expert who leads workshops.' })
@Directive('@key(fields: "id")')
@Entity()
export class Trainer {
  @Field(() => ID)
  @PrimaryColumn('uuid')
  id!: string;

  @Field(() => LocalizedText)
  @TextColumn()
  name!: Texts;

  @Field(() => LocalizedText, { nullable: true })
  @Column('jsonb', { nullable: true })
  biography!: Texts | null;
}
