import { registerEnumType } from 'type-graphql';
import { transitionTable } from '@maarad/shared/database';

export enum CertificateStatus {
  VALID = 'VALID',
  REVOKED = 'REVOKED',
}

export const transitions = transitionTable<CertificateStatus>('Certificate', {
  VALID: [CertificateStatus.REVOKED],
  REVOKED: [],
});

/** What anyone is told of a code. */
export enum CheckedStatus {
  VALID = 'VALID',
  REVOKED = 'REVOKED',
  UNKNOWN = 'UNKNOWN',
}

registerEnumType(CertificateStatus, { name: 'CertificateStatus', description: 'Whether a certificate holds.' });
registerEnumType(CheckedStatus, {
  name: 'CertificateCheckStatus',
  description: 'What the check of a certificate’s code says.',
  valuesConfig: {
    VALID: { description: 'The fair has issued it, and it holds.' },
    REVOKED: { description: 'The fair has issued it, and has taken it back.' },
    UNKNOWN: { description: 'The fair has issued no certificate with this code.' },
  },
});
