import { availableParallelism, loadavg } from 'node:os';
import { measureDesk } from './claims/measure-desk.ts';
import { measureMemory } from './claims/measure-memory.ts';
import { measureRecord } from './claims/measure-record.ts';
import { readClaimOptions } from './claims/options.ts';
import { measureAndReport } from './measure-and-report.ts';
import type { ToClose } from './record-side.ts';

const options = readClaimOptions(process.argv.slice(2));
const toClose: ToClose = [];

async function measure(): Promise<string> {
  const began = performance.now();
  const load = `${availableParallelism()} cores, load average ${loadavg()[0]?.toFixed(1)} when it began; Node ${process.versions.node}.`;
  const parts: string[] = [];
  if (options.visits > 0) parts.push(`## In memory\n\n${measureMemory(options.visits, options.month)}`);
  if (options.recordVisits > 0) parts.push(`## Through the record\n\n${await measureRecord(toClose, options)}`);
  if (options.deskVisits > 0) parts.push(`## The desk with a year\n\n${await measureDesk(toClose, options)}`);
  const minutes = ((performance.now() - began) / 60_000).toFixed(1);
  const command = `npm run bench:claims -- ${process.argv.slice(2).join(' ')}`.trim();
  return [`\`${command}\`: ${minutes} minutes. ${load}`, ...parts].join('\n\n');
}

await measureAndReport({ measure, title: 'Claims', report: options.report, toClose });
