import { useFormats } from '../formats.js';
import { Localized } from '../parts/localized.js';
import { Panel } from '../parts/panel.js';
import { ShareBar } from '../parts/share-bar.js';
import { useReader } from '../reader.js';
import type { DayOfFair } from './operations.js';

/** What takes place on the day, how many seats are taken, and how many people are there. */
export function SessionsPanel({ timeZone, day }: { timeZone: string; day: DayOfFair | null | undefined }) {
  const { t } = useReader();
  const { time, number } = useFormats(timeZone);
  const sessions = day?.programme?.nodes ?? [];
  const now = Date.now();
  return (
    <Panel title={t.sessions}>
      {sessions.length === 0 ? (
        <p className="faint">{t.nothing}</p>
      ) : (
        <div className="scroll" tabIndex={0} role="region" aria-label={t.sessions}>
          <table>
            <thead>
              <tr>
                <th scope="col">{t.time}</th>
                <th scope="col">{t.session}</th>
                <th scope="col">{t.seats}</th>
                <th scope="col">{t.present}</th>
              </tr>
            </thead>
            <tbody>
              {sessions.map((session) => {
                const taken = session.workshop ? undefined : session.capacity - session.seatsLeft;
                const isOn = Date.parse(session.startsAt) <= now && now < Date.parse(session.endsAt);
                return (
                  <tr key={session.id} className={isOn ? 'on' : undefined}>
                    <td className="when">
                      {time(session.startsAt)}–{time(session.endsAt)} {isOn && <strong>{t.now}</strong>}
                    </td>
                    <th scope="row">
                      <Localized text={session.title} />
                      <small>{session.venue.name.value}</small>
                    </th>
                    <td>
                      {taken === undefined ? (
                        '–'
                      ) : (
                        <>
                          <span className="tight">
                            {number(taken)} / {number(session.capacity)}
                          </span>
                          <ShareBar
                            share={taken / session.capacity}
                            isScarce={session.seatsLeft < session.capacity / 20}
                          />
                          {session.waitlistLength > 0 && (
                            <small>
                              {number(session.waitlistLength)} {t.waiting}
                            </small>
                          )}
                        </>
                      )}
                    </td>
                    <td>{session.occupancy ? number(session.occupancy.present) : '–'}</td>
                  </tr>
                );
              })}
            </tbody>
          </table>
        </div>
      )}
    </Panel>
  );
}
