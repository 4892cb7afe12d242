import { useState } from 'react';
import { Button, Label, TextArea, TextField } from 'react-aria-components';
import { useReader } from '../reader.js';

/** What the services take. */
const longestReason = 500;

interface Props {
  label: string;
  /** What is done for good. */
  confirm: string;
  onConfirm(reason: string): Promise<void>;
  onCancel(): void;
}

/** Asks why, before something is done that cannot be undone. */
export function ReasonForm({ label, confirm, onConfirm, onCancel }: Props) {
  const { t } = useReader();
  const [reason, setReason] = useState('');
  const [isBusy, setBusy] = useState(false);
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        setBusy(true);
        void onConfirm(reason.trim()).then(() => setBusy(false));
      }}
    >
      <TextField value={reason} onChange={setReason} maxLength={longestReason} isRequired autoFocus>
        <Label>{label}</Label>
        <TextArea rows={2} />
      </TextField>
      <p className="row">
        <Button type="submit" className="button" isDisabled={isBusy || reason.trim() === ''}>
          {confirm}
        </Button>
        <Button className="button quiet" onPress={onCancel}>
          {t.cancel}
        </Button>
      </p>
    </form>
  );
}
