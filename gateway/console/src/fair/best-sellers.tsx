import { useFormats } from '../formats.js';
import { Localized } from '../parts/localized.js';
import { Panel } from '../parts/panel.js';
import { useReader } from '../reader.js';
import type { CurrentEdition } from './operations.js';

/** What brought in the most. */
export function BestSellers({ edition }: { edition: CurrentEdition }) {
  const { t } = useReader();
  const { money, number } = useFormats(edition.timeZone);
  const products = edition.bestSellers ?? [];
  return (
    <Panel title={t.bestSellers}>
      {products.length === 0 ? (
        <p className="faint">{t.nothing}</p>
      ) : (
        <table>
          <thead>
            <tr>
              <th scope="col">{t.product}</th>
              <th scope="col">{t.quantity}</th>
              <th scope="col">{t.amount}</th>
            </tr>
          </thead>
          <tbody>
            {products.map(({ product, quantity, revenue }) => (
              <tr key={product.id}>
                <th scope="row">
                  <Localized text={product.name} />
                </th>
                <td>{number(quantity)}</td>
                <td className="tight">{money(revenue)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </Panel>
  );
}
