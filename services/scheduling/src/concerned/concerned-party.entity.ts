import { Field, ObjectType, registerEnumType } from 'type-graphql';
import { Column, Entity, PrimaryColumn } from 'typeorm';
import { connectionOf } from '@maarad/shared/graphql';

export enum PartyKind {
  PERFORMER = 'PERFORMER',
  EXHIBITOR = 'EXHIBITOR',
}

registerEnumType(PartyKind, { name: 'ConcernedPartyKind', description: 'Who is concerned by a release.' });

@ObjectType({
  description: 'A performer or an exhibitor that a release concerns, listed once, however many sessions changed.',
})
@Entity('concerned_parties')
export class ConcernedParty {
  @PrimaryColumn('uuid')
  id!: string;

  @Column('uuid')
  releaseId!: string;

  @Field(() => PartyKind)
  @Column('text')
  kind!: PartyKind;

  @Column('uuid')
  partyId!: string;

  @Field(() => Boolean, { description: 'It appears in a changed session, or did before.' })
  @Column('boolean')
  appears!: boolean;

  @Field(() => Boolean, { description: 'It has somebody enrolled in a workshop whose session changed.' })
  @Column('boolean')
  enrolled!: boolean;
}

@ObjectType()
export class ConcernedPartyConnection extends connectionOf('ConcernedParty', () => ConcernedParty) {}
