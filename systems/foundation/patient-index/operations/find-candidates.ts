import { isFhirError } from '@lienmach/outcome';
import type { Context } from '@lienmach/system-kit';
import type { OperationOutcomeIssue, Patient } from 'fhir/r4';
import { notices } from '../errors.ts';
import { candidateQueries } from '../rules/candidate-queries.ts';
import { gradeMatch, type Match } from '../rules/grade-match.ts';
import type { PersonFacts } from '../rules/person-facts.ts';

export interface Candidate extends Match {
  readonly patient: Patient;
}

const order = { certain: 0, probable: 1, possible: 2 } as const;
const NAMESAKES = 300;

/** A merged record stands for the one that replaced it. */
async function living(ctx: Context, patient: Patient): Promise<Patient | undefined> {
  if (patient.active !== false) return patient;
  const replacement = patient.link?.find((link) => link.type === 'replaced-by')?.other;
  return replacement === undefined ? undefined : ctx.store.follow('Patient', replacement);
}

async function namesakes(ctx: Context, facts: PersonFacts, warnings: OperationOutcomeIssue[]): Promise<Patient[]> {
  const { byNameAndYear, byNameAndDay } = candidateQueries(facts);
  if (byNameAndYear === undefined || byNameAndDay === undefined) return [];
  try {
    return await ctx.store.search('Patient', byNameAndYear, NAMESAKES);
  } catch (thrown) {
    if (!isFhirError(thrown) || thrown.code !== 'system-kit.tooMany') throw thrown;
    warnings.push(notices.manyNamesakes.issue({ at: 'name' }));
    return ctx.store.search('Patient', byNameAndDay);
  }
}

/** Everybody who could be the person, best match first. */
export async function findCandidates(
  ctx: Context,
  facts: PersonFacts,
): Promise<{ candidates: Candidate[]; warnings: OperationOutcomeIssue[] }> {
  const warnings: OperationOutcomeIssue[] = [];
  const { byNumber } = candidateQueries(facts);
  const found = [
    ...(byNumber === undefined ? [] : await ctx.store.search('Patient', byNumber)),
    ...(await namesakes(ctx, facts, warnings)),
  ];
  const people = new Map<string, Patient>();
  for (const patient of found) {
    const person = await living(ctx, patient);
    if (person?.id !== undefined) people.set(person.id, person);
  }
  const candidates = [...people.values()].flatMap((patient) => {
    const match = gradeMatch(facts, patient);
    return match === undefined ? [] : [{ patient, ...match }];
  });
  return { candidates: candidates.sort((a, b) => order[a.grade] - order[b.grade]), warnings };
}
