import { useState } from 'react';
import { Button, Label, TextArea, TextField } from 'react-aria-components';
import { useFormats } from '../formats.js';
import { useReader } from '../reader.js';
import type { DeadLetter } from './operations.js';

/** What the services take. */
const longestReason = 500;

interface Props {
  letter: DeadLetter;
  onRedrive(): Promise<void>;
  onDiscard(reason: string): Promise<void>;
}

export function DeadLetterRow({ letter, onRedrive, onDiscard }: Props) {
  const { t } = useReader();
  const { moment, number } = useFormats();
  const [reason, setReason] = useState<string>();
  const [isBusy, setBusy] = useState(false);
  const name = `${letter.service} ${letter.topic}`;
  const during = async (work: Promise<void>) => {
    setBusy(true);
    await work;
    setBusy(false);
  };
  return (
    <li data-dead-letter={letter.id}>
      <div className="row">
        <strong>
          <bdi>{letter.service}</bdi>
        </strong>
        <bdi className="code">
          {letter.topic} → {letter.handler}
        </bdi>
        <time dateTime={letter.since} className="faint">
          {moment(letter.since)}
        </time>
        <Button
          className="button quiet end"
          aria-label={`${t.redrive}: ${name}`}
          isDisabled={isBusy}
          onPress={() => void during(onRedrive())}
        >
          {t.redrive}
        </Button>
        <Button className="button quiet" aria-label={`${t.discard}: ${name}`} onPress={() => setReason('')}>
          {t.discard}
        </Button>
      </div>
      <p className="code bad">
        <bdi>{letter.error.split('\n', 1)[0]}</bdi>
      </p>
      <details>
        <summary>
          {t.event} · {t.attempts}: {number(letter.attempts)}
        </summary>
        <pre dir="ltr" tabIndex={0}>
          {`${JSON.stringify(letter.event, null, 2)}\n\n${letter.error}`}
        </pre>
      </details>
      {reason !== undefined && (
        <form
          onSubmit={(event) => {
            event.preventDefault();
            void during(onDiscard(reason.trim()));
          }}
        >
          <TextField value={reason} onChange={setReason} maxLength={longestReason} isRequired autoFocus>
            <Label>{t.reason}</Label>
            <TextArea rows={2} />
          </TextField>
          <p className="row">
            <Button type="submit" className="button" isDisabled={isBusy || reason.trim() === ''}>
              {t.discardForGood}
            </Button>
            <Button className="button quiet" onPress={() => setReason(undefined)}>
              {t.cancel}
            </Button>
          </p>
        </form>
      )}
    </li>
  );
}
