import type { Language, Texts } from '@maarad/shared/graphql';

/** What a certificate says, as it was when it was issued: whatever is renamed or moved later, it says the same. */
export interface CertificateSnapshot {
  workshop: { id: string; title: Texts; topic: string; level: string; language: Language };
  sessions: { id: string; startsAt: string; endsAt: string }[];
  trainers: { id: string; name: Texts }[];
  edition: { id: string; name: Texts; timeZone: string };
  exhibitor: { id: string; name: Texts };
  participant: { name: string };
  minutes: { present: number; required: number; whole: number };
}
