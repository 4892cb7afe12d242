import { useState, type FormEvent } from 'react';
import {
  Button,
  Checkbox,
  CheckboxGroup,
  Form,
  Input,
  Label,
  Radio,
  RadioGroup,
  TextField,
} from 'react-aria-components';
import { useMutation } from 'urql';
import { newIdempotencyKey } from '../idempotency-key.js';
import { Notice } from '../parts/notice.js';
import { Panel } from '../parts/panel.js';
import { Refusal } from '../parts/refusal.js';
import { refusalsOf } from '../parts/refusals.js';
import { useReader } from '../reader.js';
import { registerMutation, type PartnerKind, type Region } from './operations.js';

const languages = ['ar', 'fr', 'en', 'zgh'] as const;
type Names = Partial<Record<(typeof languages)[number], string>>;

interface Props {
  onRegistered(id: string): void;
  onCancel(): void;
}

/** Registers a partner; what the graph refuses of it stands beside the field that it concerns. */
export function RegisterPartner({ onRegistered, onCancel }: Props) {
  const { t, language } = useReader();
  // The same for as long as the form is open: what was lost on its way is not registered twice.
  const [key] = useState(newIdempotencyKey);
  const [names, setNames] = useState<Names>({});
  const [kind, setKind] = useState<string | null>(null);
  const [regions, setRegions] = useState<string[]>([]);
  const [registered, register] = useMutation(registerMutation);
  const refusals = refusalsOf(registered.error);
  const isNameless = Object.keys(names).length === 0;
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    const input = { idempotencyKey: key, name: names, kind: kind as PartnerKind, regions: regions as Region[] };
    const { data } = await register({ input });
    if (data) {
      onRegistered(data.registerPartner.id);
    }
  };
  const rename = (name: keyof Names, text: string) => {
    const { [name]: _, ...others } = names;
    setNames(text.trim() ? { ...names, [name]: text } : others);
  };
  return (
    <Panel title={t.registerPartner}>
      <Form onSubmit={(event) => void submit(event)} validationErrors={refusals}>
        <fieldset className="fields">
          <legend>{t.partnerName}</legend>
          {languages.map((name) => (
            <TextField
              key={name}
              name={`name.${name}`}
              isRequired={isNameless && name === language}
              onChange={(text) => rename(name, text)}
            >
              <Label>{t.languages[name]}</Label>
              <Input lang={name} dir={name === 'ar' ? 'rtl' : 'ltr'} />
              <Refusal />
            </TextField>
          ))}
        </fieldset>
        <RadioGroup name="kind" value={kind} onChange={setKind} isRequired className="fields">
          <Label>{t.partnerKindWanted}</Label>
          {Object.entries(t.partnerKind).map(([id, text]) => (
            <Radio key={id} value={id} className="pick one">
              {text}
            </Radio>
          ))}
          <Refusal />
        </RadioGroup>
        <CheckboxGroup name="regions" value={regions} onChange={setRegions} className="fields">
          <Label>{t.partnerRegions}</Label>
          {Object.entries(t.region).map(([id, text]) => (
            <Checkbox key={id} value={id} className="pick">
              {text}
            </Checkbox>
          ))}
          <Refusal />
        </CheckboxGroup>
        {Object.keys(refusals).length === 0 && <Notice error={registered.error} what="deed" />}
        <p className="row">
          <Button type="submit" className="button" isDisabled={registered.fetching}>
            {t.register}
          </Button>
          <Button className="button quiet" onPress={onCancel}>
            {t.cancel}
          </Button>
        </p>
      </Form>
    </Panel>
  );
}
