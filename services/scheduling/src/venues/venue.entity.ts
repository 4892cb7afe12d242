import { Directive, Field, ID, Int, ObjectType, registerEnumType } from 'type-graphql';
import { Column, Entity, PrimaryColumn } from 'typeorm';
import { LocalizedText, TextColumn, type Texts } from '@maarad/shared/graphql';

export enum VenueKind {
  STAGE = 'STAGE',
  CONFERENCE_ROOM = 'CONFERENCE_ROOM',
  WORKSHOP_ROOM = 'WORKSHOP_ROOM',
  OPEN_AIR = 'OPEN_AIR',
  MEETING_ROOM = 'MEETING_ROOM',
}

registerEnumType(VenueKind, { name: 'VenueKind', description: 'What a venue is fit for.' });

@ObjectType({ description: 'A place where sessions are held, one at a time.' })
@Directive('@key(fields: "id")')
@Entity()
export class Venue {
  @Field(() => ID)
  @PrimaryColumn('uuid')
  id!: string;

  @Field(() => LocalizedText)
  @TextColumn()
  name!: Texts;

  @Field(() => VenueKind)
  @Column('text')
  kind!: VenueKind;

  @Field(() => Int, { description: 'How many people it holds.' })
  @Column('integer')
  capacity!: number;

  @Field(() => Int, { description: 'How long it is made ready after each session, before the next one may begin.' })
  @Column('integer')
  changeOverMinutes!: number;
}
