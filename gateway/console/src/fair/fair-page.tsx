import { useState } from 'react';
import { useQuery } from 'urql';
import { todayIn, useFormats } from '../formats.js';
import { useIsLive, useReadAnew } from '../live.js';
import { Choice } from '../parts/choice.js';
import { Notice } from '../parts/notice.js';
import { useReader } from '../reader.js';
import { BestSellers } from './best-sellers.js';
import { EventsPanel } from './events-panel.js';
import { dayQuery, editionQuery, type CurrentEdition } from './operations.js';
import { RegistrationsPanel } from './registrations-panel.js';
import { ChartsOfSales, FiguresOfSales } from './sales-panel.js';
import { SessionsPanel } from './sessions-panel.js';

const afresh = { requestPolicy: 'network-only' } as const;
const isAboutSales = (type: string) => type.startsWith('org.maarad.sales.');
const isAboutTheDay = (type: string) => isAboutSales(type) || type.startsWith('org.maarad.scheduling.');

/** The fair as it is at this moment. */
export function FairPage() {
  const { t } = useReader();
  const [{ data, error, fetching }, readAnew] = useQuery({ query: editionQuery });
  useReadAnew(
    () => readAnew(afresh),
    (type) => isAboutSales(type) || type.endsWith('.edition.created.v1'),
  );
  const edition = data?.currentEdition;
  return (
    <>
      <div className="page-head">
        <h1>{edition ? edition.name.value : t.page.fair}</h1>
        <LiveSign />
      </div>
      <Notice error={error} what={edition ? 'part' : 'all'} />
      {edition ? <EditionNow edition={edition} /> : <p role="status">{fetching ? t.loading : !error && t.noEdition}</p>}
    </>
  );
}

function LiveSign() {
  const { t } = useReader();
  const live = useIsLive();
  return (
    <p role="status" className={live ? 'live on' : 'live'}>
      {live ? t.live.open : t.live.opening}
    </p>
  );
}

function EditionNow({ edition }: { edition: CurrentEdition }) {
  const { t } = useReader();
  const { day: nameOf } = useFormats(edition.timeZone);
  const [chosen, setChosen] = useState<string>();
  const days = daysOf(edition);
  const day = chosen && days.includes(chosen) ? chosen : firstShown(edition, days);
  const [{ data, error }, readAnew] = useQuery({ query: dayQuery, variables: { day } });
  useReadAnew(() => readAnew(afresh), isAboutTheDay);
  return (
    <>
      <div className="row">
        <Choice
          label={t.day}
          options={days.map((id) => ({ id, text: nameOf(id) }))}
          chosen={day}
          onChoose={setChosen}
        />
      </div>
      <Notice error={error} what={data?.currentEdition ? 'part' : 'all'} />
      <FiguresOfSales edition={edition} day={data?.currentEdition} />
      <div className="columns">
        <div>
          <ChartsOfSales edition={edition} day={data?.currentEdition} />
          <SessionsPanel timeZone={edition.timeZone} day={data?.currentEdition} />
          <BestSellers edition={edition} />
        </div>
        <div>
          <EventsPanel timeZone={edition.timeZone} />
          <RegistrationsPanel editionId={edition.id} />
        </div>
      </div>
    </>
  );
}

/** Its own days, and others on which it sold. */
function daysOf({ startsOn, endsOn, sales }: CurrentEdition): string[] {
  const days = new Set(sales?.byDay.map(({ day }) => day));
  for (let at = new Date(`${startsOn}T00:00:00Z`); at <= new Date(`${endsOn}T00:00:00Z`) && days.size < 60;) {
    days.add(at.toISOString().slice(0, 10));
    at = new Date(at.getTime() + 86_400_000);
  }
  return [...days].sort();
}

/** Today while the fair is open; after it, the day that sold last. */
function firstShown({ startsOn, timeZone, sales }: CurrentEdition, days: string[]): string {
  const today = todayIn(timeZone);
  return days.includes(today)
    ? today
    : (sales?.byDay
        .map(({ day }) => day)
        .sort()
        .at(-1) ?? startsOn);
}
