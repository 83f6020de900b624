import type { FhirError } from '@lienmach/outcome';
import { agentOf } from '../catalogs/agents.ts';
import { kindOf } from '../catalogs/culture-services.ts';
import { organismOf } from '../catalogs/organisms.ts';
import { amounts, smearFindings } from '../catalogs/smear.ts';
import { errors } from '../errors.ts';
import type { JudgedIsolate } from './judge-isolate.ts';
import { readMeasurement } from './read-measurement.ts';
import type { Isolate, Worksheet } from './worksheet.ts';

function isolateObstacles(one: Isolate, index: number, all: readonly Isolate[]): FhirError[] {
  const at = `isolate[${index}]`;
  const isTwice = all.findIndex(({ number }) => number === one.number) < index;
  const agents = one.results.map(({ agent }) => agent);
  return [
    ...(organismOf(one.organism) === undefined
      ? [errors.unknownOrganism({ at: `${at}.organism`, code: one.organism })]
      : []),
    ...(isTwice ? [errors.isolateTwice({ at: `${at}.number`, number: one.number })] : []),
    ...one.results.flatMap(({ agent, typed }, place) => {
      const where = `${at}.result[${place}]`;
      if (agentOf(agent) === undefined) return [errors.unknownAgent({ at: where, code: agent })];
      if (agents.indexOf(agent) < place) return [errors.agentTwice({ at: where, name: agentOf(agent)?.name })];
      if (readMeasurement(typed, one.method) === undefined)
        return [errors.unreadable({ at: where, name: agentOf(agent)?.name, text: typed })];
      return [];
    }),
  ];
}

/**
 * What keeps a sheet from being saved, all at once.
 *
 * @param day  days since the specimen came: nobody reads the plates of tomorrow
 * @source none: what can be written follows from the catalogs
 */
export function sheetObstacles(sheet: Worksheet, day: number): FhirError[] {
  return [
    ...sheet.smear.flatMap(({ finding, amount }, index) =>
      smearFindings.some(({ code }) => code === finding) && amounts.some(({ code }) => code === amount)
        ? []
        : [errors.unknownSmear({ at: `smear[${index}]`, code: finding })],
    ),
    ...sheet.readings.flatMap((reading, index) => {
      const at = `reading[${index}]`;
      const isTwice = sheet.readings.findIndex((one) => one.day === reading.day) < index;
      if (isTwice) return [errors.dayTwice({ at, day: reading.day })];
      return reading.day < 0 || reading.day > day ? [errors.dayNotYet({ at, day: reading.day })] : [];
    }),
    ...(sheet.isolates.length > 0 && !sheet.readings.some(({ state }) => state === 'growth')
      ? [errors.isolateWithoutGrowth({ at: 'isolate' })]
      : []),
    ...sheet.isolates.flatMap(isolateObstacles),
  ];
}

/** Readings that say one thing and isolates that say another. */
function readingDoubts({ readings, isolates }: Worksheet, last: string | undefined): string[] {
  const grew = readings.filter(({ state }) => state === 'growth').map(({ day }) => day);
  if (last === 'growth' || grew.length === 0) return [];
  if (isolates.length === 0) return [`ngày ${grew.join(', ')} đọc là mọc mà không ghi chủng nào`];
  return last === 'no-growth' ? ['có chủng mà lần đọc cuối là không mọc'] : [];
}

/**
 * What keeps a report from being released: nothing was read, a culture without growth told as final before its time, an
 * isolate without susceptibilities told as final, readings against isolates, contradictions nobody has looked at.
 *
 * @param isAccepted  the doctor has looked at the contradictions and stands for them
 * @source none: own choice; days of incubation stand in the catalog
 */
export function releaseObstacles(
  sheet: Worksheet,
  judged: readonly JudgedIsolate[],
  release: { readonly stage: string; readonly isAccepted: boolean },
): FhirError[] {
  const last = sheet.readings.toSorted((a, b) => a.day - b.day).at(-1);
  if (last === undefined && sheet.smear.length === 0) return [errors.nothingToTell({ at: 'reading' })];
  const isFinal = release.stage !== 'preliminary';
  const days = kindOf(sheet.kind)?.days ?? 0;
  const warnings = judged.flatMap((one) => one.warnings);
  const doubts = isFinal ? readingDoubts(sheet, last?.state) : [];
  const names = [...warnings.map(({ agents }) => agents.join('/')), ...doubts].join(', ');
  return [
    ...(isFinal && last === undefined ? [errors.notReadYet({ at: 'reading' })] : []),
    ...(isFinal && last?.state === 'no-growth' && last.day < days ? [errors.tooEarly({ at: 'reading', days })] : []),
    ...(isFinal && last?.state === 'growth' && sheet.isolates.length === 0
      ? [errors.growthUnnamed({ at: 'isolate' })]
      : []),
    ...(names !== '' && !release.isAccepted ? [errors.contradictions({ at: 'isolate', names })] : []),
  ];
}
