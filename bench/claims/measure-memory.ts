import { createHash } from 'node:crypto';
import { judgePlaced, monthVisit, placedVisit } from '@lienmach/claims/stories';
import { quantile } from '../measurement.ts';

const TOLD = 10_000;
/** of the whole program, the visits of the month among it */
const MOST_MEGABYTES = 600;
const MOST_MINUTES = 10;
/** of one visit in the doctor's room, at the 95th percentile */
const MOST_MILLISECONDS = 50;

interface Sums {
  generating: number;
  building: number;
  judging: number;
  writing: number;
  resources: number;
  findings: number;
  blocked: number;
  /** bytes of XML */
  bytes: number;
}

const verdict = (isHeld: boolean): string => (isHeld ? 'held' : 'SHORT');
const cpuSeconds = (): number => {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1e6;
};
const seconds = (milliseconds: number): string => (milliseconds / 1000).toFixed(1);

function reportOf(visits: number, sums: Sums, times: Float64Array, more: { cpu: number; hash: string }): string {
  const sorted = [...times].sort((a, b) => a - b);
  const [p50, p95, p99] = [0.5, 0.95, 0.99].map((share) => quantile(sorted, share));
  const whole = sums.building + sums.judging + sums.writing;
  const peak = process.resourceUsage().maxRSS / 1024;
  const each = (milliseconds: number): string => (milliseconds / visits).toFixed(2);
  return [
    `${visits} visits (${sums.resources} resources, ${(sums.resources / visits).toFixed(1)} a visit), one thread, in memory; ${(sums.bytes / visits / 1024).toFixed(1)} kB XML a visit; ${sums.blocked} blocked, ${sums.findings} findings; SHA-256 over all envelopes and findings ${more.hash}.`,
    '',
    '| step | seconds | ms a visit |',
    '|---|---|---|',
    `| building the tables (benefit, diagnoses, rows) | ${seconds(sums.building)} | ${each(sums.building)} |`,
    `| judging by all rules, đồng at risk | ${seconds(sums.judging)} | ${each(sums.judging)} |`,
    `| writing the XML from ready rows | ${seconds(sums.writing)} | ${each(sums.writing)} |`,
    `| all three | ${seconds(whole)} | ${each(whole)} |`,
    `| inventing the visits (not counted) | ${seconds(sums.generating)} | ${each(sums.generating)} |`,
    '',
    '| what | measured | target |',
    '|---|---|---|',
    `| built, judged and written | ${(whole / 60_000).toFixed(2)} minutes for ${visits} | 60,000 under ${MOST_MINUTES} minutes: ${verdict(((whole / visits) * 60_000) / 60_000 < MOST_MINUTES)} |`,
    `| CPU of the program, inventing included | ${more.cpu.toFixed(1)} s | |`,
    `| most memory of the program | ${peak.toFixed(0)} MB | under ${MOST_MEGABYTES} MB: ${verdict(peak < MOST_MEGABYTES)} |`,
    `| against only writing the same XML from ready rows | ${(whole / sums.writing).toFixed(1)} times | |`,
    `| one visit, built and judged, p50 / p95 / p99 | ${p50?.toFixed(2)} / ${p95?.toFixed(2)} / ${p99?.toFixed(2)} ms | under ${MOST_MILLISECONDS} ms at p95: ${verdict((p95 ?? 0) < MOST_MILLISECONDS)} |`,
  ].join('\n');
}

/** Builds, judges and writes a month of visits one after the other; each is invented, used and forgotten. */
export function measureMemory(visits: number, month: string): string {
  const sums: Sums = {
    generating: 0,
    building: 0,
    judging: 0,
    writing: 0,
    resources: 0,
    findings: 0,
    blocked: 0,
    bytes: 0,
  };
  const times = new Float64Array(visits);
  const hash = createHash('sha256');
  const now = new Date(`${month}-30T17:00:00+07:00`);
  const cpu = cpuSeconds();
  for (let number = 0; number < visits; number += 1) {
    const began = performance.now();
    const resources = placedVisit(monthVisit(month, number), `${month}-${number}`);
    sums.generating += performance.now() - began;
    const { building, judging, writing, xml, faults } = judgePlaced(resources, now);
    sums.building += building;
    sums.judging += judging;
    sums.writing += writing;
    sums.resources += resources.length;
    sums.findings += faults.length;
    sums.blocked += faults.some(({ severity }) => severity === 'error') ? 1 : 0;
    sums.bytes += xml.length;
    times[number] = building + judging;
    hash.update(xml).update(JSON.stringify(faults));
    if ((number + 1) % TOLD === 0) console.log(`${number + 1} visits`);
  }
  return reportOf(visits, sums, times, { cpu: cpuSeconds() - cpu, hash: hash.digest('hex').slice(0, 16) });
}
