import { Field, ID, ObjectType } from 'type-graphql';
import { Column, Entity, PrimaryColumn } from 'typeorm';
import { connectionOf, DateTime } from '@maarad/shared/graphql';

@ObjectType({
  description:
    'By which a partner is known at the gateway: `Authorization: Bearer mp_…`. Only it and the organiser see that there is one; nobody sees the secret again.',
})
@Entity()
export class PartnerCredential {
  @Field(() => ID)
  @PrimaryColumn('uuid')
  id!: string;

  @Column('uuid')
  partnerId!: string;

  @Field(() => String, { description: 'Where it is used, in the words of who issued it.' })
  @Column('text')
  label!: string;

  /** SHA-256 of the secret: enough for 256 random bits, which nobody guesses. */
  @Column('bytea', { select: false })
  secretHash!: Buffer;

  @Field(() => DateTime)
  @Column({ type: 'timestamptz', precision: 3 })
  createdAt!: Date;

  @Field(() => String, { description: 'The subject of the token that issued it.' })
  @Column('text')
  createdBy!: string;

  @Field(() => DateTime, { nullable: true, description: 'From then on it is no good; null where it has no end.' })
  @Column({ type: 'timestamptz', precision: 3, nullable: true })
  expiresAt!: Date | null;

  @Field(() => DateTime, { nullable: true, description: 'To the minute.' })
  @Column({ type: 'timestamptz', precision: 3, nullable: true })
  lastUsedAt!: Date | null;

  @Field(() => DateTime, {
    nullable: true,
    description: 'Requests are refused 30 seconds later at most, open streams end within a minute.',
  })
  @Column({ type: 'timestamptz', precision: 3, nullable: true })
  revokedAt!: Date | null;

  @Field(() => String, { nullable: true })
  @Column('text', { nullable: true })
  revocationReason!: string | null;

  revoke(reason: string, at: Date): void {
    if (!this.revokedAt) {
      this.revokedAt = at;
      this.revocationReason = reason;
    }
  }
}

@ObjectType()
export class PartnerCredentialConnection extends connectionOf('PartnerCredential', () => PartnerCredential) {}
