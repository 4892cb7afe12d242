import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { portsOf } from '../local/processes.js';
import { repository } from '../local/repository.js';
import { isBounded, metricLabels } from './bounded-labels.js';
import { fairInProcess, type FairInProcess } from './testing/fair-in-process.js';
import { readMetrics } from './testing/metrics.js';
import { configurationIn, hasPrometheus, promtool, startPrometheus } from './testing/prometheus.js';

const folder = join(repository, 'infra/monitoring/prometheus');
let fair: FairInProcess;
/** What each process shows once something has happened at the fair. */
let shown: Map<string, string>;

const metricsOf = async (name: string) => (await fetch(`http://127.0.0.1:${fair.ports.get(name)}/metrics`)).text();
const valueOf = (name: string, metric: string) =>
  Number(new RegExp(`^${metric.replace(/[{}"]/g, '\\$&')} (\\S+)$`, 'm').exec(shown.get(name) ?? '')?.[1]);

async function until(holds: () => Promise<boolean>): Promise<void> {
  for (let round = 0; round < 250; round += 1) {
    if (await holds()) {
      return;
    }
    await pause(100);
  }
  throw new Error('It did not come about.');
}

const today = (days: number) => new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10);
const made = (field: string, type: string) =>
  `mutation Make($input: ${type}!) { made: ${field}(input: $input) { id } }`;

beforeAll(async () => {
  fair = await fairInProcess();
  const make = async (field: string, type: string, input: object) => {
    const { data, errors } = await fair.graphql(made(field, type), {
      input: { idempotencyKey: randomUUID(), ...input },
    });
    expect(errors).toBeUndefined();
    return data.made.id as string;
  };
  const editionId = await make('createEdition', 'CreateEditionInput', {
    ...{ number: 1, name: { ar: 'معرض' }, theme: { ar: 'اقتصاد' }, city: { ar: 'مراكش' }, region: 'MARRAKECH_SAFI' },
    ...{ startsOn: today(-1), endsOn: today(3), organisers: [{ name: { ar: 'المجلس' } }] },
  });
  const exhibitorId = await make('createExhibitor', 'CreateExhibitorInput', {
    ...{ name: { ar: 'تعاونية' }, kind: 'CRAFT_COOPERATIVE', sector: 'POTTERY', region: 'MARRAKECH_SAFI' },
  });
  await make('submitRegistration', 'SubmitRegistrationInput', { editionId, exhibitorId });
  await fair.graphql('{ exhibitors(first: 1) { nodes { id products { totalCount } } } nothing }');
  await fair.graphql('query Listed { exhibitors(first: 1) { nodes { id products { totalCount } } } }');
  await fetch(`http://127.0.0.1:${fair.ports.get('sales')}/graphql`, { method: 'POST', body: '{}' });
  await until(async () => /^maarad_consumer_events_total\{.*\} [2-9]/m.test(await metricsOf('partners')));
  const names = [...fair.ports.keys()];
  shown = new Map(await Promise.all(names.map(async (name) => [name, await metricsOf(name)] as const)));
});
afterAll(() => fair.close());

test('every metric of every process is listed, with its labels, and each label has a bound that its values keep to', () => {
  const odd: string[] = [];
  for (const [process, text] of shown) {
    for (const { name, labels } of readMetrics(text).filter((metric) => metric.name.startsWith('maarad_'))) {
      const allowed = [...(metricLabels[name] ?? ['not listed'])].sort().join();
      for (const told of labels) {
        const bad = Object.entries(told).filter(([label, value]) => !isBounded(label, value));
        if (Object.keys(told).sort().join() !== allowed || bad.length > 0) {
          odd.push(`${process}: ${name} ${JSON.stringify(told)}`);
        }
      }
      if (!metricLabels[name]) {
        odd.push(`${process}: ${name}`);
      }
    }
  }
  expect(odd).toEqual([]);
  const declared = fair.declared.filter(({ name }) => name.startsWith('maarad_'));
  expect(declared.length).toBeGreaterThan(60);
  expect(
    declared.filter(
      ({ name, labels }) => [...labels].sort().join() !== [...(metricLabels[name] ?? ['?'])].sort().join(),
    ),
  ).toEqual([]);
});

test('metrics of every process have names, units and help as Prometheus wants them', () => {
  for (const text of shown.values()) {
    const helped = [...text.matchAll(/^# HELP (\S+) \S/gm)].map(([, name]) => name);
    for (const [, name = '', type] of text.matchAll(/^# TYPE (\S+) (\w+)$/gm)) {
      expect(name).toMatch(/^[a-z][a-z0-9]*(_[a-z0-9]+)*$/);
      expect(name).not.toMatch(/_(ms|milliseconds|minutes|kilobytes|percent)(_|$)/);
      expect([name, name.endsWith('_total')]).toEqual([name, type === 'counter']);
      expect(helped).toContain(name);
    }
  }
});

test('what happened is counted: asked, refused, sent, handled, kept, planned', () => {
  expect(valueOf('exhibitors', 'maarad_requests_total{operation="Mutation.createEdition",code="OK"}')).toBe(1);
  expect(valueOf('exhibitors', 'maarad_resolver_seconds_count{operation="Mutation.submitRegistration"}')).toBe(1);
  expect(valueOf('sales', 'maarad_requests_total{operation="_entities.Exhibitor",code="OK"}')).toBe(1);
  expect(valueOf('sales', 'maarad_requests_total{operation="none",code="UNAUTHENTICATED"}')).toBe(1);
  expect(valueOf('exhibitors', 'maarad_relay_events_sent_total')).toBeGreaterThanOrEqual(2);
  expect(valueOf('exhibitors', 'maarad_relay_leading')).toBe(1);
  expect(valueOf('exhibitors', 'maarad_fair_registrations{status="SUBMITTED"}')).toBe(1);
  expect(valueOf('partners', 'maarad_consumer_events_total{from="exhibitors"}')).toBeGreaterThanOrEqual(2);
  expect(valueOf('partners', 'maarad_feed_position')).toBeGreaterThanOrEqual(2);
  expect(valueOf('partners', 'maarad_consumer_lag{topic="maarad.registrations"}')).toBe(0);
  expect(valueOf('partners', 'maarad_consumer_stuck')).toBe(0);
  expect(valueOf('sales', 'maarad_disk_free_bytes')).toBeGreaterThan(0);
  expect(valueOf('sales', 'maarad_database_size_bytes')).toBeGreaterThan(0);
  expect(valueOf('gateway', 'maarad_gateway_plan_cache_requests_total{outcome="miss"}')).toBeGreaterThanOrEqual(4);
  expect(valueOf('gateway', 'maarad_gateway_plan_cache_plans')).toBeGreaterThanOrEqual(4);
});

test('every figure of the business can be read, with its labels and one figure a row', async () => {
  const figures = await fair.figures();
  expect(figures.length).toBeGreaterThan(12);
  for (const { name, rows } of figures) {
    const columns = [...(metricLabels[name] ?? ['?']), 'figure'].sort();
    rows.forEach((row) => expect([name, Object.keys(row).sort()]).toEqual([name, columns]));
  }
  const [registrations] = figures.filter(({ name }) => name === 'maarad_fair_registrations');
  expect(registrations?.rows).toEqual([{ status: 'SUBMITTED', figure: '1' }]);
});

test('the configuration for one machine asks where npm start listens', () => {
  const ports = portsOf(4000);
  const asked = [...configurationIn(folder, 'local.yml').matchAll(/127\.0\.0\.1:(\d+)'\], labels: \{ service: (\w+)/g)];
  expect(asked).toHaveLength(6);
  asked.forEach(([, port, service]) => expect(Number(port)).toBe(ports.get(service ?? '')));
});

const withPrometheus = hasPrometheus ? test : test.skip;

withPrometheus('promtool has nothing to say of the metrics of any process', () => {
  for (const [name, text] of shown) {
    expect([name, promtool(['check', 'metrics'], text)]).toEqual([name, { status: 0, said: '' }]);
  }
});

withPrometheus('promtool takes the configurations, and every alert fires when it should', () => {
  for (const name of ['prometheus.yml', 'local.yml']) {
    expect(promtool(['check', 'config', join(folder, name)])).toMatchObject({ status: 0 });
  }
  expect(promtool(['test', 'rules', join(folder, 'rules.test.yml')])).toMatchObject({ status: 0 });
});

withPrometheus('Prometheus reaches every process of a fair and evaluates every rule', async () => {
  const usual = portsOf(4000);
  const configuration = configurationIn(folder, 'local.yml')
    .replace(/127\.0\.0\.1:(\d+)/g, (_, port) => {
      const [name = ''] = [...usual].find(([, each]) => each === Number(port)) ?? [];
      return `127.0.0.1:${fair.ports.get(name)}`;
    })
    .replace(/_interval: 5s/g, '_interval: 1s');
  const prometheus = await startPrometheus(configuration, folder);
  try {
    type Targets = { activeTargets: { health: string; lastError: string; labels: Record<string, string> }[] };
    let targets: Targets['activeTargets'] = [];
    await until(async () => {
      const { activeTargets = [] } = await prometheus.api<Targets>('targets').catch(() => ({}) as Targets);
      targets = activeTargets;
      return targets.length === 6 && targets.every(({ health }) => health !== 'unknown');
    });
    expect(targets.map(({ health, lastError, labels }) => [labels.service, health, lastError]).sort()).toEqual(
      [...fair.ports.keys()].sort().map((name) => [name, 'up', '']),
    );
    type Rules = { groups: { rules: { name: string; health: string; lastError?: string }[] }[] };
    let rules: Rules['groups'][number]['rules'] = [];
    await until(async () => {
      rules = (await prometheus.api<Rules>('rules')).groups.flatMap((group) => group.rules);
      return rules.every(({ health }) => health !== 'unknown');
    });
    expect(rules.filter(({ health }) => health !== 'ok')).toEqual([]);
    expect(rules.length).toBeGreaterThanOrEqual(7);
  } finally {
    await prometheus.stop();
  }
});
