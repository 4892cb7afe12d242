import { useCallback, useMemo, useState } from 'react';
import { Provider } from 'urql';
import { openClient, type Asking } from './asking.js';
import { AuditPage } from './audit/audit-page.js';
import { FairPage } from './fair/fair-page.js';
import { LiveProvider } from './live.js';
import { PartnersPage } from './partners/partners-page.js';
import { QueriesPage } from './queries-page.js';
import { useReader } from './reader.js';
import { ServicesPage } from './services/services-page.js';
import { Shell } from './shell.js';
import { SignIn } from './sign-in.js';
import { usePage } from './use-page.js';

const tokenPlace = 'maarad.token';

/** The token lives as long as the tab: it is in no cookie and in no address. */
export function App() {
  const { language, t } = useReader();
  const [token, setToken] = useState(() => sessionStorage.getItem(tokenPlace));
  const [why, setWhy] = useState<string>();
  const keep = (accepted: string) => {
    sessionStorage.setItem(tokenPlace, accepted);
    setWhy(undefined);
    setToken(accepted);
  };
  const forget = useCallback((reason?: string) => {
    sessionStorage.removeItem(tokenPlace);
    setWhy(reason);
    setToken(null);
  }, []);
  const asking = useMemo<Asking | undefined>(
    () => (token ? { token, language, onRefused: () => forget(t.signedOut) } : undefined),
    [token, language, forget, t],
  );
  return (
    <Shell onSignOut={asking && (() => forget())}>
      {asking ? <SignedIn asking={asking} /> : <SignIn why={why} onToken={keep} />}
    </Shell>
  );
}

function SignedIn({ asking }: { asking: Asking }) {
  const client = useMemo(() => openClient(asking), [asking]);
  const page = usePage();
  return (
    <Provider value={client}>
      <LiveProvider asking={asking}>
        {page === 'fair' && <FairPage />}
        {page === 'partners' && <PartnersPage />}
        {page === 'services' && <ServicesPage />}
        {page === 'audit' && <AuditPage />}
        {page === 'queries' && <QueriesPage token={asking.token} />}
      </LiveProvider>
    </Provider>
  );
}
