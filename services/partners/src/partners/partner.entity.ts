import { Directive, Field, ID, ObjectType } from 'type-graphql';
import { Column, Entity, PrimaryColumn } from 'typeorm';
import { DateTime, LocalizedText, Region, TextColumn } from '@maarad/shared/graphql';
import { Conflict } from '@maarad/shared/errors';
import type { Texts } from '@maarad/shared/graphql';
import { PartnerKind } from './partner-kind.js';

@ObjectType({
  description:
    'An organisation that follows what happens at the fair. Only it and the organiser see it. It is known by its credentials (`issuePartnerCredential`), or by tokens of the issuer of all tokens, with the role `partner` and the claim `partnerId`.',
})
@Directive('@key(fields: "id")')
@Entity()
export class Partner {
  @Field(() => ID)
  @PrimaryColumn('uuid')
  id!: string;

  @Field(() => LocalizedText)
  @TextColumn()
  name!: Texts;

  @Field(() => PartnerKind)
  @Column('text')
  kind!: PartnerKind;

  @Field(() => [Region], { description: 'For which it stands; none where it stands for the whole country.' })
  @Column('text', { array: true })
  regions!: Region[];

  @Field(() => DateTime)
  @Column({ type: 'timestamptz', precision: 3 })
  registeredAt!: Date;

  @Field(() => DateTime, { nullable: true, description: 'Since when it gets nothing and makes no endpoint.' })
  @Column({ type: 'timestamptz', precision: 3, nullable: true })
  closedAt!: Date | null;

  close(at: Date): void {
    this.closedAt ??= at;
  }

  reopen(): void {
    this.closedAt = null;
  }

  /** @throws Conflict while it is closed. */
  requireOpen(): void {
    if (this.closedAt) {
      throw new Conflict('The organiser has closed this partner.', [{ type: 'Partner', id: this.id }]);
    }
  }
}
