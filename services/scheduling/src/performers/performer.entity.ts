import { Directive, Field, ID, Int, ObjectType, registerEnumType } from 'type-graphql';
import { Column, Entity, PrimaryColumn } from 'typeorm';
import { exactInteger, LocalizedText, Money, Region, TextColumn, type Texts } from '@maarad/shared/graphql';

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

  @Field(() => Int, { nullable: true, description: 'How many people come; null while that is not known.' })
  @Column('integer', { nullable: true })
  size!: number | null;

  @Field(() => LocalizedText, { nullable: true, description: 'What it needs of a stage: sound, light, room.' })
  @TextColumn({ nullable: true })
  technicalNeeds!: Texts | null;

  /** Not in the graph by itself: `PerformerResolver.fee` gives it to the organiser alone. */
  @Column({ type: 'bigint', nullable: true, transformer: exactInteger })
  feeMinor!: number | null;

  @Column({ type: 'char', length: 3, nullable: true })
  feeCurrency!: string | null;

  get agreedFee(): Money | null {
    return this.feeMinor !== null && this.feeCurrency !== null ? Money.of(this.feeMinor, this.feeCurrency) : null;
  }

  agreeFee(fee: Money | null): void {
    this.feeMinor = fee?.minor ?? null;
    this.feeCurrency = fee?.currency ?? null;
  }
}
