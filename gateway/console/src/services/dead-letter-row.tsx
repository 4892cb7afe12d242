import { useState } from 'react';
import { Button } from 'react-aria-components';
import { useFormats } from '../formats.js';
import { ReasonForm } from '../parts/reason-form.js';
import { useReader } from '../reader.js';
import type { DeadLetter } from './operations.js';

interface Props {
  letter: DeadLetter;
  onRedrive(): Promise<void>;
  onDiscard(reason: string): Promise<void>;
}

export function DeadLetterRow({ letter, onRedrive, onDiscard }: Props) {
  const { t } = useReader();
  const { moment, number } = useFormats();
  const [isAsking, setAsking] = useState(false);
  const [isBusy, setBusy] = useState(false);
  const name = `${letter.service} ${letter.topic}`;
  const redrive = async () => {
    setBusy(true);
    await onRedrive();
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
          onPress={() => void redrive()}
        >
          {t.redrive}
        </Button>
        <Button className="button quiet" aria-label={`${t.discard}: ${name}`} onPress={() => setAsking(true)}>
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
      {isAsking && (
        <ReasonForm
          label={t.reason}
          confirm={t.discardForGood}
          onConfirm={onDiscard}
          onCancel={() => setAsking(false)}
        />
      )}
    </li>
  );
}
