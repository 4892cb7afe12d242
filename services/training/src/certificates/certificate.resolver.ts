import { Arg, Authorized, Ctx, FieldResolver, Mutation, Query, Resolver, Root } from 'type-graphql';
import { requireActsFor } from '@maarad/shared/auth';
import type { Context } from '@maarad/shared/graphql';
import { Enrolment } from '../enrolments/enrolment.entity.js';
import { requireMaySee, visibleEnrolment } from '../enrolments/enrolment.reference.js';
import { CertificateIssuer } from './certificate-issuer.js';
import { CertificateStatus } from './certificate-status.js';
import { Certificate } from './certificate.entity.js';
import { IssueCertificatesInput, IssuedCertificates, RevokeCertificateInput } from './certificate.inputs.js';
import { certificateOfEnrolment } from './certificate.reference.js';
import { CertificateCheck, checkCertificate } from './check-certificate.js';
import { issueCertificates } from './issue-certificates.js';
import { revokeCertificate } from './revoke-certificate.js';

@Resolver(() => Certificate)
export class CertificateResolver {
  constructor(private readonly issuer: CertificateIssuer) {}

  @Query(() => CertificateCheck, {
    description: 'Whether a certificate with this code was issued and holds. For anyone.',
  })
  certificate(@Arg('code', () => String) code: string, @Ctx() context: Context) {
    return checkCertificate(context, code);
  }

  @Authorized('admin', 'trainer')
  @Mutation(() => IssuedCertificates, {
    description:
      "Gives a certificate to each who has met the workshop's completion rule, once its attendance is closed. For its trainers and the organiser.",
  })
  issueCertificates(@Arg('input') input: IssueCertificatesInput, @Ctx() context: Context) {
    return issueCertificates(context, input);
  }

  @Authorized('admin')
  @Mutation(() => Certificate, { description: 'Takes a certificate back. There is no other for the same enrolment.' })
  revokeCertificate(@Arg('input') input: RevokeCertificateInput, @Ctx() context: Context) {
    return revokeCertificate(context, input);
  }

  @FieldResolver(() => Enrolment, { nullable: true })
  enrolment(@Root() { enrolmentId }: Certificate, @Ctx() context: Context) {
    return visibleEnrolment(context, enrolmentId);
  }

  @FieldResolver(() => String, { description: 'Where anyone can check it.' })
  checkUrl(@Root() { code }: Certificate) {
    return this.issuer.addressOf(code);
  }

  @FieldResolver(() => String, {
    nullable: true,
    description:
      'A W3C Verifiable Credential 2.0 that is an Open Badge 3.0, signed with Ed25519 as a JWT (`vc+jwt`): verified without a network against the keys at /certificates/jwks.json. Null once it is revoked. Only for the exhibitor whose person holds it and the organiser.',
  })
  credential(@Root() certificate: Certificate, @Ctx() { principal }: Context) {
    requireActsFor(principal, certificate.exhibitorId);
    return certificate.status === CertificateStatus.VALID ? this.issuer.sign(certificate) : null;
  }
}

@Resolver(() => Enrolment)
export class CertificateOfEnrolmentResolver {
  @FieldResolver(() => Certificate, {
    nullable: true,
    description:
      "That the workshop was completed, also when it was revoked. Only for the exhibitor itself, the workshop's trainers and the organiser.",
  })
  async certificate(@Root() enrolment: Enrolment, @Ctx() context: Context) {
    await requireMaySee(context, enrolment);
    return certificateOfEnrolment(context).load(enrolment.id);
  }
}
