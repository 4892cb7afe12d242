import { Length, Matches } from 'class-validator';
import { Field, ID, InputType, ObjectType, registerEnumType } from 'type-graphql';
import { Enrolment } from '../enrolments/enrolment.entity.js';
import { Certificate } from './certificate.entity.js';

@InputType()
export class IssueCertificatesInput {
  @Field(() => ID)
  workshopId!: string;
}

@InputType()
export class RevokeCertificateInput {
  @Field(() => ID)
  certificateId!: string;

  @Field(() => String)
  @Length(1, 1000)
  @Matches(/\S/, { message: 'must not be blank' })
  reason!: string;
}

export enum WithheldReason {
  ABSENT = 'ABSENT',
  TOO_SHORT = 'TOO_SHORT',
  REVOKED = 'REVOKED',
}

registerEnumType(WithheldReason, {
  name: 'CertificateWithheldReason',
  description: 'Why somebody who had a place in a workshop has no certificate of it.',
  valuesConfig: {
    ABSENT: { description: 'The person was not there.' },
    TOO_SHORT: { description: "The person was there, and for less than the workshop's completion rule asks for." },
    REVOKED: { description: 'There was one, and it was taken back.' },
  },
});

@ObjectType({ description: 'Somebody who had a place in a workshop and has no certificate of it.' })
export class WithheldCertificate {
  @Field(() => Enrolment)
  enrolment!: Enrolment;

  @Field(() => WithheldReason)
  reason!: WithheldReason;
}

@ObjectType({ description: 'The certificates of a workshop, as many as it has places at most.' })
export class IssuedCertificates {
  @Field(() => [Certificate], { description: 'All that hold, those issued before too.' })
  certificates!: Certificate[];

  @Field(() => [WithheldCertificate])
  withheld!: WithheldCertificate[];
}
