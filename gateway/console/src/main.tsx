import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { ReaderProvider } from './reader.js';
import { AtIssuer } from './sign-in/at-issuer.js';
import { ByToken } from './sign-in/by-token.js';
import type { Issuer } from './sign-in/issuer-session.js';

/** The gateway says how readers come in: at its issuer, or with a token of its own keys. */
const issuer = (await (await fetch('/console/sign-in.json')).json()) as Issuer | null;

createRoot(document.getElementById('console') as HTMLElement).render(
  <StrictMode>
    <ReaderProvider>{issuer ? <AtIssuer session={await openSession(issuer)} /> : <ByToken />}</ReaderProvider>
  </StrictMode>,
);

/** Loaded only where there is an issuer. */
async function openSession(issuer: Issuer) {
  const { IssuerSession } = await import('./sign-in/issuer-session.js');
  const session = new IssuerSession(issuer);
  void session.open();
  return session;
}
