import { useState, type FormEvent } from 'react';
import { Button, FieldError, Form, Label, TextArea, TextField } from 'react-aria-components';
import { isRefusal, openClient } from './asking.js';
import { graphql } from './graph.js';
import { useReader } from './reader.js';

const whoAmI = graphql(`
  query WhoAmI {
    me {
      role
    }
  }
`);

/** Asks for a token, and takes it only when the fair does. */
export function SignIn({ why, onToken }: { why?: string | undefined; onToken(token: string): void }) {
  const { t, language } = useReader();
  const [refusal, setRefusal] = useState<string>();
  const [busy, setBusy] = useState(false);
  const check = async (token: string) => {
    if (!token) {
      return t.tokenMissing;
    }
    const client = openClient({ token, language, onRefused: () => undefined });
    const { data, error } = await client.query(whoAmI, {}).toPromise();
    if (error && isRefusal(error)) {
      return t.tokenRefused;
    }
    if (!data) {
      return t.unreachable;
    }
    return data.me.role === 'ADMIN' ? undefined : t.tokenNotAdmin;
  };
  const submit = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const token = String(new FormData(event.currentTarget).get('token') ?? '').trim();
    setBusy(true);
    const found = await check(token);
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
