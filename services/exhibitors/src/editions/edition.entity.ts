import { Directive, Field, ID, Int, ObjectType } from 'type-graphql';
import { Column, Entity, PrimaryColumn } from 'typeorm';
import { LocalDate, LocalizedText, Region, TextColumn, type Texts } from '@maarad/shared/graphql';

@ObjectType({ description: 'One of those who hold the fair.' })
export class Organiser {
  @Field(() => LocalizedText)
  name!: Texts;
}

@ObjectType({ description: 'One holding of the fair: its days, its place, its theme.' })
@Directive('@key(fields: "id")')
@Entity()
export class Edition {
  @Field(() => ID)
  @PrimaryColumn('uuid')
  id!: string;

  @Field(() => Int, { description: 'The second edition is number 2.' })
  @Column('integer')
  number!: number;

  @Field(() => LocalizedText)
  @TextColumn()
  name!: Texts;

  @Field(() => LocalizedText)
  @TextColumn()
  theme!: Texts;

  @Field(() => LocalizedText)
  @TextColumn()
  city!: Texts;

  @Field(() => Region)
  @Column('text')
  region!: Region;

  @Field(() => LocalDate, { description: "The first day, in the edition's time zone." })
  @Column('date')
  startsOn!: string;

  @Field(() => LocalDate, { description: "The last day, in the edition's time zone." })
  @Column('date')
  endsOn!: string;

  @Field(() => String, { description: 'The IANA time zone in which a day of the fair is a day.' })
  @Column('text')
  timeZone!: string;

  @Field(() => String, { description: 'ISO 4217: the currency in which the fair sells.' })
  @Column('char', { length: 3 })
  currency!: string;

  @Field(() => [Organiser])
  @Column('jsonb')
  organisers!: Organiser[];
}
