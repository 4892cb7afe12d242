import { Directive, Field, ID, ObjectType } from 'type-graphql';
import { Column, Entity, PrimaryColumn } from 'typeorm';
import { DateTime } from '@maarad/shared/graphql';
import type { CertificateSnapshot } from './certificate-snapshot.js';
import { CertificateStatus, transitions } from './certificate-status.js';

@ObjectType({
  description:
    "That somebody has completed a workshop. Only the exhibitor whose person it is, the workshop's trainers and the organiser see it; anyone can check its code.",
})
@Directive('@key(fields: "id")')
@Entity()
export class Certificate {
  @Field(() => ID)
  @PrimaryColumn('uuid')
  id!: string;

  @Column('uuid')
  enrolmentId!: string;

  @Column('uuid')
  workshopId!: string;

  @Column('uuid')
  exhibitorId!: string;

  @Field(() => String, { description: 'By which anyone can check it: 26 characters that nobody guesses.' })
  @Column('text')
  code!: string;

  @Field(() => CertificateStatus)
  @Column('text')
  status!: CertificateStatus;

  @Field(() => DateTime)
  @Column({ type: 'timestamptz', precision: 3 })
  issuedAt!: Date;

  @Column('jsonb')
  snapshot!: CertificateSnapshot;

  @Field(() => DateTime, { nullable: true })
  @Column({ type: 'timestamptz', precision: 3, nullable: true })
  revokedAt!: Date | null;

  @Field(() => String, { nullable: true })
  @Column('text', { nullable: true })
  revocationReason!: string | null;

  /** @throws IllegalTransition when it is revoked already. */
  revoke(reason: string, at: Date): void {
    this.status = transitions.move(this.status, CertificateStatus.REVOKED);
    this.revokedAt = at;
    this.revocationReason = reason;
  }
}
