import { createWriteStream, mkdirSync } from 'node:fs';
import { join } from 'node:path';

/** A log file holds this many bytes at most; what comes after is dropped, so that a fair left open fills no disk. */
const largestLog = 64 * 1024 * 1024;

const warning = 40;
const levels = new Map([
  [40, 'warning'],
  [50, 'error'],
  [60, 'fatal'],
]);

/**
 * Where the lines of one process go: all of them to its file in `logs`, begun anew at each start; warnings, faults and
 * whatever is not a log record to the terminal, under its name.
 */
export function openOutput(logs: string, name: string, print: (line: string) => void) {
  mkdirSync(logs, { recursive: true });
  const file = createWriteStream(join(logs, `${name}.log`));
  file.on('error', () => {});
  let written = 0;
  return (line: string) => {
    written += Buffer.byteLength(line) + 1;
    if (written <= largestLog) {
      file.write(`${line}\n`);
    }
    const shown = terminalLine(line);
    if (shown !== undefined) {
      print(`${name.padEnd(10)} | ${shown}`);
    }
  };
}

/** Also what it tells each of its clients when it comes and goes: they say so themselves. */
const postgresRoutine =
  / \[\d+\] ((LOG|HINT|DETAIL|STATEMENT|CONTEXT|WARNING|ERROR): |FATAL: +(the database system is|terminating connection))/;

/** What a line says to someone at the terminal; nothing for records below a warning and PostgreSQL's routine. */
export function terminalLine(line: string): string | undefined {
  const record = parseRecord(line);
  if (record) {
    return record.level >= warning ? `${levels.get(record.level) ?? record.level}: ${summaryOf(record)}` : undefined;
  }
  return postgresRoutine.test(line) || line.trim() === '' ? undefined : line;
}

interface LogRecord {
  level: number;
  msg?: string;
  err?: { message?: string };
}

const summaryOf = ({ msg, err }: LogRecord) => [msg, err?.message].filter(Boolean).join(': ');

function parseRecord(line: string): LogRecord | undefined {
  if (!line.startsWith('{')) {
    return undefined;
  }
  try {
    const value = JSON.parse(line) as LogRecord;
    return typeof value.level === 'number' ? value : undefined;
  } catch {
    return undefined;
  }
}
