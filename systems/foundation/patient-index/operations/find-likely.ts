import { codeSystems, toVnDay } from '@lienmach/core';
import { personKeys } from '@lienmach/fhir-store';
import type { Context } from '@lienmach/system-kit';
import type { Patient } from 'fhir/r4';
import { matchWeights } from '../catalogs/match-weights.ts';
import { gradeFindings } from '../rules/grade-findings.ts';
import type { Grade } from '../rules/grade-match.ts';
import { matchQueries } from '../rules/match-queries.ts';
import { matchReasons } from '../rules/match-reasons.ts';
import { readPerson } from '../rules/person-record.ts';
import { probePersons } from '../rules/probe-persons.ts';
import { compareRecords, likelihood, type Successors, weightsOn } from '../rules/score-match.ts';

/** A record that may be the person asked for. */
export interface Likely {
  readonly patient: Patient;
  readonly grade: Grade;
  /** 0 to 1 */
  readonly score: number;
  readonly reasons: readonly string[];
}

/** more people than this are never looked at for one question */
const MOST = 2000;
const PAGE = '1000';

const order = { certain: 0, probable: 1, possible: 2 } as const;

/** What the catalog of communes says of the reform: `formerly` holds the codes that became this one. */
async function reformOf(ctx: Context, communes: readonly string[]): Promise<ReadonlyMap<string, readonly string[]>> {
  const found = new Map<string, readonly string[]>();
  for (const code of communes.slice(0, 3)) {
    const concept = await ctx.terminology.lookup({ system: codeSystems.commune, code, date: toVnDay(ctx.now()) });
    const formerly = concept?.properties.formerly;
    if (typeof formerly === 'string') found.set(code, formerly.split(/[\s,;]+/).filter(Boolean));
  }
  return found;
}

async function candidatesOf(ctx: Context, person: Patient, communes: readonly string[]): Promise<Patient[]> {
  const keys = new Set(probePersons(person, communes).flatMap((probe) => personKeys({ ...probe })));
  const people = new Map<string, Patient>();
  for (const query of matchQueries(person, [...keys])) {
    let cursor: string | undefined;
    do {
      const page = await ctx.store.page('Patient', `${query}&_count=${PAGE}`, cursor);
      for (const patient of page.items) people.set(patient.id ?? '', patient);
      cursor = page.next;
    } while (cursor !== undefined && people.size < MOST);
  }
  return [...people.values()];
}

/** Everybody in the record who may be this person, the likeliest first; records that were merged into another stay out. */
export async function findLikely(ctx: Context, person: Patient): Promise<Likely[]> {
  const weights = weightsOn(matchWeights, toVnDay(ctx.now()));
  if (weights === undefined) return [];
  const ours = readPerson(person);
  const reform = await reformOf(ctx, ours.communes);
  const successors: Successors = (code) => reform.get(code) ?? [];
  const candidates = await candidatesOf(ctx, person, ours.communes.flatMap(successors));
  const found = candidates.flatMap((patient): Likely[] => {
    if (patient.id === person.id || patient.active === false) return [];
    const findings = compareRecords(ours, readPerson(patient), weights, successors);
    const score = likelihood(findings.bits, weights.prior);
    const grade = gradeFindings(findings, score);
    return grade === undefined ? [] : [{ patient, grade, score, reasons: matchReasons(findings) }];
  });
  return found.sort((a, b) => order[a.grade] - order[b.grade] || b.score - a.score);
}
