import { useFormats } from '../formats.js';
import { useLatestEvents } from '../live.js';
import { Panel } from '../parts/panel.js';
import { shortType } from '../short-type.js';
import { useReader } from '../reader.js';

const howMany = 12;

/** The latest events as they come. */
export function EventsPanel({ timeZone }: { timeZone: string }) {
  const { t } = useReader();
  const { time } = useFormats(timeZone);
  const events = useLatestEvents(howMany);
  return (
    <Panel title={t.events}>
      {events.length === 0 ? (
        <p className="faint">{t.eventsWait}</p>
      ) : (
        <ol className="list events">
          {events.map((event) => (
            <li key={event.id} data-event={event.type}>
              <bdi className="code">{shortType(event.type)}</bdi>
              <time dateTime={event.time}>{time(event.time)}</time>
            </li>
          ))}
        </ol>
      )}
    </Panel>
  );
}
