import { useMemo } from 'react';
import { Provider } from 'urql';
import { openClient, type Asking } from './asking.js';
import { AuditPage } from './audit/audit-page.js';
import type { Bearer } from './bearer.js';
import { FairPage } from './fair/fair-page.js';
import { LiveProvider } from './live.js';
import { PartnersPage } from './partners/partners-page.js';
import { QueriesPage } from './queries-page.js';
import { useReader } from './reader.js';
import { ServicesPage } from './services/services-page.js';
import { Shell } from './shell.js';
import { usePage } from './use-page.js';

/** What whoever runs the fair sees once it is known. */
export function Console({ bearer, onSignOut }: { bearer: Bearer; onSignOut(): void }) {
  const { language } = useReader();
  const asking = useMemo<Asking>(() => ({ bearer, language }), [bearer, language]);
  const client = useMemo(() => openClient(asking), [asking]);
  const page = usePage();
  return (
    <Shell onSignOut={onSignOut}>
      <Provider value={client}>
        <LiveProvider asking={asking}>
          {page === 'fair' && <FairPage />}
          {page === 'partners' && <PartnersPage />}
          {page === 'services' && <ServicesPage />}
          {page === 'audit' && <AuditPage />}
          {page === 'queries' && <QueriesPage bearer={bearer} />}
        </LiveProvider>
      </Provider>
    </Shell>
  );
}
