import { useReader } from '../reader.js';
import type { Platform } from './operations.js';
import { useFigures } from './use-figures.js';

/** What each service hears of each other one: the edges of the map, for those who want them one by one. */
export function FlowTable({ platform: { services, flows } }: { platform: Platform }) {
  const { t } = useReader();
  const { few } = useFigures();
  const tellers = services.filter(({ name }) => flows.some(({ from }) => from === name));
  return (
    <div className="scroll flows" tabIndex={0} role="region" aria-label={t.eventFlows}>
      <table>
        <caption className="faint">{t.eventFlows}</caption>
        <thead>
          <tr>
            <th scope="col">{t.flowTo}</th>
            {tellers.map(({ name }) => (
              <th key={name} scope="col">
                {t.flowFrom} <bdi>{name}</bdi>
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {services.map((hearer) => (
            <tr key={hearer.name}>
              <th scope="row">
                <bdi>{hearer.name}</bdi>
              </th>
              {tellers.map((teller) => {
                const flow = flows.find(({ from, to }) => from === teller.name && to === hearer.name);
                return (
                  <td key={teller.name}>
                    {flow && (
                      <>
                        {t.perSecond(few(flow.eventsPerSecond))}
                        {Boolean(flow.lag) && <small>{t.behind(few(flow.lag))}</small>}
                      </>
                    )}
                  </td>
                );
              })}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
