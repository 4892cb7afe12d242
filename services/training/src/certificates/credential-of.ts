import { servedLanguage, type Texts } from '@maarad/shared/graphql';
import type { Certificate } from './certificate.entity.js';

/** What a certificate claims, in the words of Open Badges 3.0 (https://www.imsglobal.org/spec/ob/v3p0/), which is a Verifiable Credential 2.0. */
export function credentialOf(certificate: Certificate, address: string, issuer: string): Record<string, unknown> {
  const { workshop, sessions, trainers, edition, exhibitor, participant, minutes } = certificate.snapshot;
  const said = (texts: Texts) => texts[servedLanguage(texts, workshop.language)] ?? '';
  const [first, last] = [sessions[0], sessions.at(-1)];
  return {
    '@context': ['https://www.w3.org/ns/credentials/v2', 'https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.3.json'],
    id: address,
    type: ['VerifiableCredential', 'OpenBadgeCredential'],
    name: said(workshop.title),
    issuer: { id: issuer, type: ['Profile'], name: said(edition.name) },
    validFrom: certificate.issuedAt.toISOString(),
    credentialSubject: {
      type: ['AchievementSubject'],
      identifier: [
        { type: 'IdentityObject', hashed: false, identityType: 'name', identityHash: participant.name },
        { type: 'IdentityObject', hashed: false, identityType: 'ext:exhibitor', identityHash: said(exhibitor.name) },
      ],
      activityStartDate: first?.startsAt,
      activityEndDate: last?.endsAt,
      achievement: {
        id: `urn:uuid:${workshop.id}`,
        type: ['Achievement'],
        achievementType: 'CertificateOfCompletion',
        name: said(workshop.title),
        description: trainers.map(({ name }) => said(name)).join(', '),
        inLanguage: workshop.language,
        criteria: { narrative: `${minutes.required} / ${minutes.whole} min` },
      },
    },
  };
}
