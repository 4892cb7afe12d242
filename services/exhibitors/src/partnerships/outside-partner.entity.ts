import { Field, ID, ObjectType, registerEnumType } from 'type-graphql';
import { Column, Entity, PrimaryColumn } from 'typeorm';
import { LocalizedText, TextColumn, type Texts } from '@maarad/shared/graphql';

export enum OutsidePartnerKind {
  BUYER = 'BUYER',
  NGO = 'NGO',
  CHAMBER = 'CHAMBER',
  PUBLIC_BODY = 'PUBLIC_BODY',
  OTHER = 'OTHER',
}

registerEnumType(OutsidePartnerKind, {
  name: 'OutsidePartnerKind',
  description: 'What an organisation outside the fair is.',
});

@ObjectType({
  description:
    'An organisation that does not exhibit, with which an exhibitor has a partnership. Known by its name, country and kind: written differently, it is another one.',
})
@Entity()
export class OutsidePartner {
  @Field(() => ID)
  @PrimaryColumn('uuid')
  id!: string;

  @Field(() => LocalizedText)
  @TextColumn()
  name!: Texts;

  @Field(() => String, { description: 'ISO 3166-1 alpha-2, such as "MA".' })
  @Column('char', { length: 2 })
  country!: string;

  @Field(() => OutsidePartnerKind)
  @Column('text')
  kind!: OutsidePartnerKind;
}
