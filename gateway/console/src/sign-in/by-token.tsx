import { useMemo, useState, type FormEvent } from 'react';
import { Button, FieldError, Form, Label, TextArea, TextField } from 'react-aria-components';
import type { Bearer } from '../bearer.js';
import { Console } from '../console.js';
import { useReader } from '../reader.js';
import { Shell } from '../shell.js';
import { standingOf } from './who-am-i.js';

const tokenPlace = 'maarad.token';

/** The console on the fair's own machine. The token lives as long as the tab: it is in no cookie and in no address. */
export function ByToken() {
  const { t } = useReader();
  const [token, setToken] = useState(() => sessionStorage.getItem(tokenPlace));
  const [isOver, setIsOver] = useState(false);
  const keep = (accepted: string) => {
    sessionStorage.setItem(tokenPlace, accepted);
    setToken(accepted);
  };
  const bearer = useMemo<Bearer | undefined>(
    () =>
      token
        ? {
            token,
            onRefused: () => {
              forget(true);
              return Promise.resolve();
            },
          }
        : undefined,
    [token],
  );
  function forget(over: boolean) {
    sessionStorage.removeItem(tokenPlace);
    setIsOver(over);
    setToken(null);
  }
  return bearer ? (
    <Console bearer={bearer} onSignOut={() => forget(false)} />
  ) : (
    <Shell>
      <PasteToken why={isOver ? t.signedOut : undefined} onToken={keep} />
    </Shell>
  );
}

/** Asks for a token, and takes it only when the fair does. */
function PasteToken({ why, onToken }: { why: string | undefined; onToken(token: string): void }) {
  const { t } = useReader();
  const [refusal, setRefusal] = useState<string>();
  const [busy, setBusy] = useState(false);
  const said = { good: undefined, refused: t.tokenRefused, notAdmin: t.tokenNotAdmin, unknown: t.unreachable };
  const submit = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const token = String(new FormData(event.currentTarget).get('token') ?? '').trim();
    setBusy(true);
    const found = token ? said[await standingOf(token)] : t.tokenMissing;
    setBusy(false);
    setRefusal(found);
    if (!found) {
      onToken(token);
    }
  };
  return (
    <div className="panel narrow">
      <h1>{t.signIn}</h1>
      {why && (
        <p role="alert" className="notice">
          {why}
        </p>
      )}
      <p>{t.signInWhy}</p>
      <pre dir="ltr">npm run -s token -- admin</pre>
      <Form onSubmit={(event) => void submit(event)} validationBehavior="aria">
        <TextField name="token" isInvalid={Boolean(refusal)} onChange={() => setRefusal(undefined)} autoFocus>
          <Label>{t.token}</Label>
          <TextArea dir="ltr" rows={5} autoComplete="off" spellCheck="false" />
          <FieldError>{refusal}</FieldError>
        </TextField>
        <Button type="submit" className="button" isDisabled={busy}>
          {t.signIn}
        </Button>
      </Form>
    </div>
  );
}
