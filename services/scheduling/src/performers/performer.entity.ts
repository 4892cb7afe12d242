import { Directive, Field, ID, ObjectType, registerEnumType } from 'type-graphql';
import { Column, Entity, PrimaryColumn } from 'typeorm';
import { LocalizedText, Region, TextColumn, type Texts } from '@maarad/shared/graphql';

export enum PerformerKind {
  MUSIC_GROUP = 'MUSIC_GROUP',
  FOLKLORE_TROUPE = 'FOLKLORE_TROUPE',
  SPEAKER = 'SPEAKER',
  ARTISAN = 'ARTISAN',
}

registerEnumType(PerformerKind, { name: 'PerformerKind', description: 'What a performer does in a session.' });

@ObjectType({ description: 'Who plays, dances, speaks or shows a craft in sessions: one session at a time.' })
@Directive('@key(fields: "id")')
@Entity()
export class Performer {
  @Field(() => ID)
  @PrimaryColumn('uuid')
  id!: string;

  @Field(() => LocalizedText)
  @TextColumn()
  name!: Texts;

  @Field(() => PerformerKind)
  @Column('text')
  kind!: PerformerKind;

  @Field(() => Region, { nullable: true, description: 'Where it comes from; null for those from abroad.' })
  @Column('text', { nullable: true })
  origin!: Region | null;
}
