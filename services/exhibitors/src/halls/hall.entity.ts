import { Field, Float, ID, ObjectType } from 'type-graphql';
import { Column, Entity, PrimaryColumn } from 'typeorm';
import { LocalizedText, TextColumn, type Texts } from '@maarad/shared/graphql';
import { StandPosition } from './stand.entity.js';

@ObjectType({ description: 'A hall of an edition, with its stands on a floor measured in metres.' })
@Entity()
export class Hall {
  @Field(() => ID)
  @PrimaryColumn('uuid')
  id!: string;

  @Column('uuid')
  editionId!: string;

  @Field(() => String, { description: 'Short, as on the signs: "A".' })
  @Column('text')
  code!: string;

  @Field(() => LocalizedText)
  @TextColumn()
  name!: Texts;

  @Field(() => Float, { description: 'In metres, along x.' })
  @Column('double precision')
  width!: number;

  @Field(() => Float, { description: 'In metres, along y.' })
  @Column('double precision')
  depth!: number;

  @Field(() => [StandPosition], { description: 'Where one walks: nothing else lies there. Aisles may cross.' })
  @Column('jsonb')
  aisles!: StandPosition[];
}
