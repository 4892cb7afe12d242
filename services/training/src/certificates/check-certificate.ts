import { Field, ObjectType } from 'type-graphql';
import { DateTime, LocalizedText, type Context, type Texts } from '@maarad/shared/graphql';
import { readCertificateCode } from './certificate-code.js';
import { CertificateStatus, CheckedStatus } from './certificate-status.js';
import { Certificate } from './certificate.entity.js';

@ObjectType({
  description:
    'What anyone who has the code of a certificate may know of it: as much as tells whether the paper in hand is the one that was issued.',
})
export class CertificateCheck {
  @Field(() => CheckedStatus)
  status!: CheckedStatus;

  @Field(() => LocalizedText, { nullable: true, description: 'The title of the workshop. Set while it is VALID.' })
  workshop!: Texts | null;

  @Field(() => LocalizedText, { nullable: true, description: 'The name of the edition. Set while it is VALID.' })
  edition!: Texts | null;

  @Field(() => String, { nullable: true, description: "The holder's initials. Set while it is VALID." })
  holder!: string | null;

  @Field(() => DateTime, { nullable: true, description: 'Set while it is VALID.' })
  issuedAt!: Date | null;

  @Field(() => DateTime, { nullable: true, description: 'Set when it is REVOKED.' })
  revokedAt!: Date | null;
}

const nothing = { workshop: null, edition: null, holder: null, issuedAt: null, revokedAt: null };

/** Whether a code is a certificate's. A code that cannot be one is as unknown as one that is none. */
export async function checkCertificate(
  { database }: Pick<Context, 'database'>,
  typed: string,
): Promise<CertificateCheck> {
  const code = readCertificateCode(typed);
  const certificate = code === null ? null : await database.getRepository(Certificate).findOneBy({ code });
  if (!certificate) {
    return { ...nothing, status: CheckedStatus.UNKNOWN };
  }
  const { status, snapshot, issuedAt, revokedAt } = certificate;
  if (status === CertificateStatus.REVOKED) {
    return { ...nothing, status: CheckedStatus.REVOKED, revokedAt };
  }
  return {
    ...{ status: CheckedStatus.VALID, workshop: snapshot.workshop.title, edition: snapshot.edition.name },
    ...{ holder: initialsOf(snapshot.participant.name), issuedAt, revokedAt: null },
  };
}

/** Enough to see that a paper carries another's name, too little to learn who it is. */
export const initialsOf = (name: string): string =>
  (name.match(/[\p{L}\p{N}]+/gu) ?? []).map((word) => `${[...word][0]?.toUpperCase()}.`).join(' ');
