import { useSyncExternalStore } from 'react';
import { Button } from 'react-aria-components';
import { Console } from '../console.js';
import { useReader } from '../reader.js';
import { Shell } from '../shell.js';
import type { IssuerSession, Obstacle } from './issuer-session.js';

/** The console for those whom the fair's issuer knows. */
export function AtIssuer({ session }: { session: IssuerSession }) {
  const { t } = useReader();
  const state = useSyncExternalStore(session.subscribe, session.current);
  if (state.step === 'in') {
    return <Console bearer={session} onSignOut={() => void session.end()} />;
  }
  return (
    <Shell>
      {state.step === 'opening' ? (
        <p role="status">{t.loading}</p>
      ) : (
        <Door session={session} obstacle={state.obstacle} />
      )}
    </Shell>
  );
}

/** Where the reader is told why the console is closed, and leaves for the issuer. */
function Door({ session, obstacle }: { session: IssuerSession; obstacle: Obstacle | undefined }) {
  const { t } = useReader();
  // Whoever is signed in as somebody else has to leave first: the issuer would let the same one in again.
  const isSomebodyElse = obstacle?.text === 'notAdmin';
  const said = { ...t.obstacle, over: t.signedOut, unknown: t.unreachable };
  return (
    <div className="panel narrow">
      <h1>{t.signIn}</h1>
      {obstacle && (
        <p role="alert" className="notice">
          {said[obstacle.text]} {obstacle.detail && <bdi>{obstacle.detail}</bdi>}
        </p>
      )}
      <p>{t.signInAtIssuer}</p>
      <pre dir="ltr">{session.issuer}</pre>
      <p>
        <Button className="button" onPress={() => void (isSomebodyElse ? session.end() : session.begin())} autoFocus>
          {isSomebodyElse ? t.signOut : t.signIn}
        </Button>
      </p>
    </div>
  );
}
