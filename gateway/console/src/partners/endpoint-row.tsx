import { Button } from 'react-aria-components';
import { useFormats } from '../formats.js';
import { Localized } from '../parts/localized.js';
import { useReader } from '../reader.js';
import type { Endpoint, Partner } from './operations.js';

interface Props {
  partner: Partner;
  endpoint: Endpoint;
  onShow(): void;
  onEnable(said: string): void;
  onDisable(): void;
}

/** An endpoint: how it fares, and what can be done about it. */
export function EndpointRow({ partner: { name }, endpoint, onShow, onEnable, onDisable }: Props) {
  const { t } = useReader();
  const { number } = useFormats();
  const button = (text: string, onPress: () => void) => (
    <Button className="button quiet" aria-label={`${text}: ${name.value}, ${endpoint.url}`} onPress={onPress}>
      {text}
    </Button>
  );
  const isEnabled = endpoint.status === 'ENABLED';
  return (
    <tr data-endpoint={endpoint.id}>
      <th scope="row">
        <Localized text={name} />
      </th>
      <td>
        <bdi className="code">{endpoint.url}</bdi>
      </td>
      <td>
        <EndpointState endpoint={endpoint} />
      </td>
      <td>
        <span className="label">{t.failures}</span> {number(endpoint.failures)}
      </td>
      <td>
        <span className="row">
          {button(t.show, onShow)}
          {isEnabled && endpoint.pausedUntil && button(t.resume, () => onEnable(t.resumed))}
          {isEnabled ? button(t.disable, onDisable) : button(t.enable, () => onEnable(t.enabled))}
        </span>
      </td>
    </tr>
  );
}

function EndpointState({ endpoint: { status, disabledReason, failingSince, pausedUntil } }: { endpoint: Endpoint }) {
  const { t } = useReader();
  const { moment } = useFormats();
  const look = failingSince ? 'warn' : 'good';
  return (
    <>
      <span className={`state ${status === 'ENABLED' ? look : 'bad'}`}>{t.endpointState[status]}</span>
      {disabledReason && <small>{t.disabledBecause[disabledReason]}</small>}
      {failingSince && (
        <small>
          {t.failingSince} {moment(failingSince)}
        </small>
      )}
      {status === 'ENABLED' && pausedUntil && (
        <small>
          {t.pausedUntil} {moment(pausedUntil)}
        </small>
      )}
    </>
  );
}
