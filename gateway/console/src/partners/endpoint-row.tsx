import { Button } from 'react-aria-components';
import { useFormats } from '../formats.js';
import { Localized } from '../parts/localized.js';
import { useReader } from '../reader.js';
import type { Endpoint, Partner } from './operations.js';

interface Props {
  partner: Partner;
  endpoint: Endpoint;
  onCredentials(): void;
  onShow(): void;
  onEnable(said: string): void;
  onDisable(): void;
}

/** A partner without an endpoint. */
export function PartnerRow({ partner, onCredentials }: Pick<Props, 'partner' | 'onCredentials'>) {
  const { t } = useReader();
  return (
    <tr>
      <PartnerHead partner={partner} />
      <td colSpan={3} className="faint">
        {t.noEndpoint}
      </td>
      <td>
        <RowButton text={t.credentials} of={partner.name.value} onPress={onCredentials} />
      </td>
    </tr>
  );
}

/** An endpoint: how it fares, and what can be done about it. */
export function EndpointRow({ partner, endpoint, onCredentials, onShow, onEnable, onDisable }: Props) {
  const { t } = useReader();
  const { number } = useFormats();
  const button = (text: string, onPress: () => void) => (
    <RowButton text={text} of={`${partner.name.value}, ${endpoint.url}`} onPress={onPress} />
  );
  const isEnabled = endpoint.status === 'ENABLED';
  return (
    <tr data-endpoint={endpoint.id}>
      <PartnerHead partner={partner} />
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
          {button(t.credentials, onCredentials)}
          {button(t.show, onShow)}
          {isEnabled && endpoint.pausedUntil && button(t.resume, () => onEnable(t.resumed))}
          {isEnabled ? button(t.disable, onDisable) : button(t.enable, () => onEnable(t.enabled))}
        </span>
      </td>
    </tr>
  );
}

function PartnerHead({ partner: { name, kind, regions } }: Pick<Props, 'partner'>) {
  const { t } = useReader();
  return (
    <th scope="row">
      <Localized text={name} />
      <small>{[t.partnerKind[kind], ...regions.map((region) => t.region[region])].join(' · ')}</small>
    </th>
  );
}

function RowButton({ text, of, onPress }: { text: string; of: string; onPress(): void }) {
  return (
    <Button className="button quiet" aria-label={`${text}: ${of}`} onPress={onPress}>
      {text}
    </Button>
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
