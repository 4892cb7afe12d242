import { useReader } from '../reader.js';

export interface Bar {
  key: string;
  /** Under the bar; short. */
  label: string;
  value: number;
  /** The value as the reader writes it. */
  text: string;
}

const height = 120;
const step = 34;
/** So that a few bars are as wide as many. */
const fewest = 10;

/** A small bar chart that is a table to those who do not see it. */
export function Bars({ bars, caption, head }: { bars: Bar[]; caption: string; head: [string, string] }) {
  const { language, t } = useReader();
  if (bars.length === 0) {
    return <p className="faint">{t.nothing}</p>;
  }
  const most = Math.max(...bars.map(({ value }) => value), 1);
  const width = Math.max(bars.length, fewest) * step;
  const start = (width - bars.length * step) / 2;
  const shown = language === 'ar' ? [...bars].reverse() : bars;
  return (
    <div className="bars">
      <svg viewBox={`0 0 ${width} ${height + 24}`} aria-hidden="true" direction="ltr">
        <line x1="0" x2={width} y1={height + 0.5} y2={height + 0.5} className="axis" />
        {shown.map(({ key, label, value, text }, place) => {
          const size = Math.max((value / most) * (height - 8), value > 0 ? 2 : 0);
          return (
            <g key={key}>
              <title>{`${label}: ${text}`}</title>
              <rect x={start + place * step + 5} y={height - size} width={step - 10} height={size} rx="3" />
              <text x={start + place * step + step / 2} y={height + 17} textAnchor="middle">
                {label}
              </text>
            </g>
          );
        })}
      </svg>
      <table className="unseen">
        <caption>{caption}</caption>
        <thead>
          <tr>
            <th scope="col">{head[0]}</th>
            <th scope="col">{head[1]}</th>
          </tr>
        </thead>
        <tbody>
          {bars.map(({ key, label, text }) => (
            <tr key={key}>
              <th scope="row">{label}</th>
              <td>{text}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
