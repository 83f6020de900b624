import { codeSystems, parseInstant, toVnDay } from '@lienmach/core';
import type { Coding, DiagnosticReport } from 'fhir/r4';

export const queueParts = ['urgent', 'routine'] as const;
export type QueuePart = (typeof queueParts)[number];

/** Where a report belongs: corner of the laboratory, instrument that usually does it, who sent it (id of a Location). */
export interface Corners {
  readonly section?: string | undefined;
  readonly instrument?: string | undefined;
  readonly ward?: string | undefined;
}

const letters = { ward: 'w', instrument: 'm', section: 's' } as const;
const kinds = ['ward', 'instrument', 'section'] as const;

const singleCodes = (corners: Corners): string[] =>
  kinds.flatMap((kind) => (corners[kind] === undefined ? [] : [`${letters[kind]}:${corners[kind]}`]));

/** Each corner, and what one place sends to a section or to a machine. */
function cornerCodes(corners: Corners): string[] {
  const [ward] = singleCodes({ ward: corners.ward });
  const inside = singleCodes({ instrument: corners.instrument, section: corners.section });
  return [...singleCodes(corners), ...(ward === undefined ? [] : inside.map((corner) => `${ward}+${corner}`))];
}

/** The narrowest of the corners that are asked for: a place with a machine or a section, else one of them. @source none: an order of search */
export function narrowestCorner(corners: Corners): string | undefined {
  const [ward] = singleCodes({ ward: corners.ward });
  const [inside] = singleCodes({ instrument: corners.instrument, section: corners.section });
  return ward === undefined || inside === undefined ? (ward ?? inside) : `${ward}+${inside}`;
}

/**
 * Code of one worklist: a state, a part of it, and a corner.
 *
 * @source none: codes of our own
 */
export const queueCode = (state: string, part: QueuePart, corner?: string): string =>
  [state, part, ...(corner === undefined ? [] : [corner])].join('.');

/** What was released on one day, for whom. @source none: a code of our own */
export const releasedCode = (day: string, ward?: string): string =>
  [`released.${day}`, ...singleCodes({ ward })].join('.');

const ofSystem = (tags: readonly Coding[], system: string): Coding[] => tags.filter((tag) => tag.system === system);
const cornerOf = /^[a-z-]+\.(?:urgent|routine)\.(.+)$/;

function codesOf(report: DiagnosticReport, state: string, tags: readonly Coding[]): string[] {
  const before = ofSystem(tags, codeSystems.labQueue).flatMap(({ code }) => cornerOf.exec(code ?? '')?.[1] ?? []);
  if (state === 'released') {
    if (report.issued === undefined) return [];
    const day = toVnDay(parseInstant(report.issued));
    const wards = before.flatMap((corner) => /^w:([^+]+)$/.exec(corner)?.[1] ?? []);
    return [releasedCode(day), ...wards.map((ward) => releasedCode(day, ward))];
  }
  const part = ofSystem(tags, codeSystems.labPriority)[0]?.code === 'urgent' ? 'urgent' : 'routine';
  return [queueCode(state, part), ...[...new Set(before)].map((corner) => queueCode(state, part, corner))];
}

/**
 * The report with the worklists it stands in, from its state and its priority; its corners stay what they were. Tags stand
 * in one order, so that a report that did not move is the same.
 *
 * @source none: own choice; decision 61
 */
export function inQueues(report: DiagnosticReport): DiagnosticReport {
  const tags = report.meta?.tag ?? [];
  const [bench] = ofSystem(tags, codeSystems.labBench);
  if (bench?.code === undefined) return report;
  const ours: readonly string[] = [codeSystems.labBench, codeSystems.labPriority, codeSystems.labQueue];
  const queues = codesOf(report, bench.code, tags).map((code) => ({ system: codeSystems.labQueue, code }));
  const others = tags.filter(({ system }) => !ours.includes(system ?? ''));
  const tag = [...others, bench, ...ofSystem(tags, codeSystems.labPriority), ...queues];
  return { ...report, meta: { ...report.meta, tag } };
}

/** A new report in the worklists of its corners. @source none: own choice; decision 61 */
export function withCorners(report: DiagnosticReport, corners: Corners): DiagnosticReport {
  const own = cornerCodes(corners).map((corner) => ({
    system: codeSystems.labQueue,
    code: queueCode('to-collect', 'routine', corner),
  }));
  const others = (report.meta?.tag ?? []).filter(({ system }) => system !== codeSystems.labQueue);
  return inQueues({ ...report, meta: { ...report.meta, tag: [...others, ...own] } });
}
