import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { createMetrics } from '@maarad/shared/telemetry';
import { parse } from 'yaml';
import { portsOf, services } from '../local/processes.js';
import { repository } from '../local/repository.js';
import { metricLabels } from './bounded-labels.js';

interface Rules {
  groups: { rules: { alert: string; expr: string }[] }[];
}
interface Dashboard {
  uid: string;
  panels: { title: string; targets: { expr: string }[] }[];
}
interface RuleTests {
  tests: { alert_rule_test: { alertname: string; exp_alerts?: unknown[] }[] }[];
}

const here = join(repository, 'infra/monitoring');
const read = (path: string) => readFileSync(join(here, path), 'utf8');
const rules = (parse(read('prometheus/rules.yml')) as Rules).groups.flatMap((group) => group.rules);
const dashboards = readdirSync(join(here, 'grafana/dashboards')).map(
  (file) => JSON.parse(read(`grafana/dashboards/${file}`)) as Dashboard,
);

/** Every name that the code of gateway and services gives to a metric. */
const named = new Set(
  ['shared/src', 'gateway/src', ...services.map((name) => `services/${name}/src`)].flatMap((folder) =>
    readdirSync(join(repository, folder), { recursive: true, encoding: 'utf8' })
      .filter((file) => file.endsWith('.ts') && !file.endsWith('.test.ts'))
      .flatMap((file) =>
        [...readFileSync(join(repository, folder, file), 'utf8').matchAll(/name: '(maarad_\w+)'/g)].map(
          ([, name]) => name as string,
        ),
      ),
  ),
);
/** What every process shows of itself. */
const ofProcesses = new Set(
  createMetrics()
    .getMetricsAsArray()
    .map(({ name }) => name),
);
const metricsIn = (expression: string) =>
  [...expression.matchAll(/\b(maarad|nodejs|process)_\w+/g)].map(([name]) => name.replace(/_(bucket|sum|count)$/, ''));
const exists = (metric: string) => named.has(metric) || ofProcesses.has(metric);

test('every metric that the code names is listed with its labels', () => {
  expect([...named].filter((name) => !metricLabels[name])).toEqual([]);
});

test.each(rules)('the rule $alert asks for metrics that exist', ({ expr }) => {
  expect(metricsIn(expr).filter((metric) => !exists(metric))).toEqual([]);
});

test.each(dashboards)('the dashboard $uid asks for metrics that exist', ({ panels }) => {
  const expressions = panels.flatMap(({ targets }) => targets.map(({ expr }) => expr));
  expect(expressions.length).toBeGreaterThan(0);
  expect(expressions.flatMap(metricsIn).filter((metric) => !exists(metric))).toEqual([]);
});

test('every rule has a test in which it fires', () => {
  const { tests } = parse(read('prometheus/rules.test.yml')) as RuleTests;
  const fired = tests.flatMap(({ alert_rule_test }) =>
    alert_rule_test.filter(({ exp_alerts }) => exp_alerts?.length).map(({ alertname }) => alertname),
  );
  expect([...new Set(fired)].sort()).toEqual(rules.map(({ alert }) => alert).sort());
});

test('labels that rules and dashboards ask for are labels of the metric', () => {
  const scraped = ['job', 'instance', 'service', 'le'];
  const expressions = [...rules, ...dashboards.flatMap(({ panels }) => panels.flatMap(({ targets }) => targets))];
  const asked = expressions.flatMap(({ expr }) =>
    [...expr.matchAll(/\b(maarad_\w+)\{([^}]*)\}/g)].flatMap(([, name = '', selector = '']) =>
      [...selector.matchAll(/(\w+)\s*[=!]/g)].map(([, label = '']) => ({ name, label })),
    ),
  );
  expect(asked.length).toBeGreaterThan(5);
  const labelsOf = (name: string): readonly string[] => metricLabels[name.replace(/_(bucket|sum|count)$/, '')] ?? [];
  expect(asked.filter(({ name, label }) => ![...labelsOf(name), ...scraped].includes(label))).toEqual([]);
});

test('Prometheus asks every process of the fair where it listens', () => {
  const { scrape_configs } = parse(read('prometheus/prometheus.yml')) as {
    scrape_configs: { static_configs: { targets: string[]; labels: { service: string } }[] }[];
  };
  const asked = scrape_configs.flatMap(({ static_configs }) => static_configs);
  const ports = portsOf(4000);
  expect(asked.flatMap(({ targets }) => targets).sort()).toEqual(
    [...services, 'gateway' as const].map((name) => `${name}:${ports.get(name)}`).sort(),
  );
  expect(asked.map(({ targets, labels }) => targets[0]?.startsWith(`${labels.service}:`))).not.toContain(false);
});
