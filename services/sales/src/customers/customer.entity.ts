import { Field, ID, ObjectType } from 'type-graphql';
import { Column, Entity, PrimaryColumn } from 'typeorm';
import { connectionOf, DateTime, Language } from '@maarad/shared/graphql';
import { CustomerPurpose } from './customer-terms.js';

@ObjectType({
  description:
    'A contact that somebody left at a stand, with consent and for a purpose. Only for the exhibitor itself: not for the organiser either.',
})
@Entity()
export class Customer {
  @Field(() => ID)
  @PrimaryColumn('uuid')
  id!: string;

  @Column('uuid')
  exhibitorId!: string;

  @Field(() => String)
  @Column('text')
  name!: string;

  @Field(() => String, { nullable: true })
  @Column('text', { nullable: true })
  phone!: string | null;

  @Field(() => String, { nullable: true })
  @Column('text', { nullable: true })
  email!: string | null;

  @Field(() => String, { nullable: true })
  @Column('text', { nullable: true })
  note!: string | null;

  @Field(() => [CustomerPurpose], {
    description: 'What it may be used for; none any more once the consent is withdrawn.',
  })
  @Column('text', { array: true })
  purposes!: CustomerPurpose[];

  @Field(() => DateTime, { description: 'When the person consented.' })
  @Column({ type: 'timestamptz', precision: 3 })
  consentAt!: Date;

  @Field(() => String, { description: 'The words that the person consented to.' })
  @Column('text')
  consentText!: string;

  @Field(() => Language, { description: 'The language of those words.' })
  @Column('text')
  consentLanguage!: Language;

  @Field(() => DateTime, {
    nullable: true,
    description: 'When the consent was withdrawn for the last of its purposes.',
  })
  @Column({ type: 'timestamptz', precision: 3, nullable: true })
  consentWithdrawnAt!: Date | null;

  @Field(() => DateTime, { description: 'When the contact was left at the stand.' })
  @Column({ type: 'timestamptz', precision: 3 })
  collectedAt!: Date;

  @Field(() => DateTime, {
    description: 'When the fair learned of it: later for what a device took down without a network.',
  })
  @Column({ type: 'timestamptz', precision: 3 })
  recordedAt!: Date;

  /** The subject of the token that it was recorded with: with the key, where its input's hash is kept. */
  @Column('text')
  recordedBy!: string;

  /** The subjects of other tokens of the exhibitor that it came with again. */
  @Column('text', { array: true })
  resentBy!: string[];

  @Column('uuid')
  idempotencyKey!: string;

  /** Leaves the purposes that are not named; none when none is named. Again it changes nothing. */
  withdrawConsent(purposes: CustomerPurpose[] | undefined, at: Date): void {
    this.purposes = purposes ? this.purposes.filter((purpose) => !purposes.includes(purpose)) : [];
    if (this.purposes.length === 0) {
      this.consentWithdrawnAt ??= at;
    }
  }
}

@ObjectType()
export class CustomerConnection extends connectionOf('Customer', () => Customer) {}
