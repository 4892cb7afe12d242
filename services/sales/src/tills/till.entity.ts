import { Field, ID, Int, ObjectType } from 'type-graphql';
import { Column, Entity, PrimaryColumn } from 'typeorm';
import { connectionOf, DateTime } from '@maarad/shared/graphql';

@ObjectType({
  description:
    'A device that sells at a stand without a network and keeps a numbered, signed journal. Only for the exhibitor itself and the organiser.',
})
@Entity()
export class Till {
  @Field(() => ID)
  @PrimaryColumn('uuid')
  id!: string;

  @Column('uuid')
  exhibitorId!: string;

  @Column('uuid')
  editionId!: string;

  @Field(() => String)
  @Column('text')
  name!: string;

  @Field(() => String, { description: 'Its Ed25519 public key: the `x` of the JWK.' })
  @Column('text')
  publicKey!: string;

  @Field(() => DateTime)
  @Column({ type: 'timestamptz', precision: 3 })
  registeredAt!: Date;
}

@ObjectType()
export class TillConnection extends connectionOf('Till', () => Till) {}

@ObjectType({ description: 'Numbers of a journal that have not come yet, though a later one has.' })
export class JournalGap {
  @Field(() => Int)
  from!: number;

  @Field(() => Int)
  to!: number;
}
