import { Directive, Field, ID, Int, ObjectType } from 'type-graphql';
import { Column, Entity, PrimaryColumn } from 'typeorm';
import { ExhibitorKind, LocalizedText, Region, TextColumn, type Texts } from '@maarad/shared/graphql';

@ObjectType({ description: 'How many people a cooperative or an association is.' })
export class Membership {
  @Field(() => Int)
  total!: number;

  @Field(() => Int)
  women!: number;

  @Field(() => Int, { description: 'Members under 35.' })
  youth!: number;
}

@ObjectType({ description: 'How an exhibitor is reached. Only the exhibitor itself and the organiser see it.' })
export class Contact {
  @Field(() => String)
  person!: string;

  @Field(() => String, { nullable: true })
  phone!: string | null;

  @Field(() => String, { nullable: true })
  email!: string | null;
}

@ObjectType({
  description:
    'Who shows and sells at the fair: a cooperative, an artisan, an association, an institution or a delegation.',
})
@Directive('@key(fields: "id")')
@Entity()
export class Exhibitor {
  @Field(() => ID)
  @PrimaryColumn('uuid')
  id!: string;

  @Field(() => LocalizedText)
  @TextColumn()
  name!: Texts;

  @Field(() => ExhibitorKind)
  @Column('text')
  kind!: ExhibitorKind;

  @Field(() => String, { description: 'The craft or produce that it lives by, such as ARGAN or POTTERY.' })
  @Column('text')
  sector!: string;

  @Field(() => String, { description: 'ISO 3166-1 alpha-2, such as "MA".' })
  @Column('char', { length: 2 })
  country!: string;

  @Field(() => Region, {
    nullable: true,
    description: 'The region of Morocco that it comes from; null for those from abroad.',
  })
  @Column('text', { nullable: true })
  region!: Region | null;

  @Field(() => LocalizedText, { nullable: true })
  @TextColumn({ nullable: true })
  locality!: Texts | null;

  @Field(() => LocalizedText, { nullable: true })
  @TextColumn({ nullable: true })
  description!: Texts | null;

  @Field(() => Int, { nullable: true })
  @Column('integer', { nullable: true })
  foundedIn!: number | null;

  @Field(() => Membership, { nullable: true })
  @Column('jsonb', { nullable: true })
  members!: Membership | null;

  /** Shown by the resolver, to those who may see it. */
  @Column('jsonb', { nullable: true })
  contact!: Contact | null;

  @Field(() => Boolean, { description: 'More than half of its members are women.' })
  get womenLed(): boolean {
    return this.members !== null && this.members.women * 2 > this.members.total;
  }

  @Field(() => Boolean, { description: 'More than half of its members are young people.' })
  get youthLed(): boolean {
    return this.members !== null && this.members.youth * 2 > this.members.total;
  }
}
