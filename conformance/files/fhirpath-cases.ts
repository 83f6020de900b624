import { isDeepStrictEqual } from 'node:util';
import fhirpath, { type Model } from 'fhirpath';
import r4 from 'fhirpath/fhir-context/r4';
import r5 from 'fhirpath/fhir-context/r5';
import { parse } from 'yaml';
import { type Check, must } from '../checks/check.ts';
import type { Json } from '../json.ts';
import type { Sample } from '../material/read-samples.ts';

interface FhirPathCase {
  readonly desc?: string;
  readonly expression?: string | readonly string[];
  readonly result?: readonly unknown[];
  readonly error?: boolean;
  /** a file of the engine's own repository, which does not lie here */
  readonly inputfile?: string;
  /** switched off by those who wrote it */
  readonly disable?: boolean;
  readonly model?: string;
  readonly context?: string;
  readonly preciseMath?: boolean;
  readonly variables?: Json;
}
type Group = Readonly<Record<`group: ${string}`, readonly Entry[]>>;
type Entry = FhirPathCase | Group;

const models: Readonly<Record<string, Model>> = { r4, r5 };

const flat = (entries: readonly Entry[]): FhirPathCase[] =>
  entries.flatMap((entry) => {
    const group = Object.entries(entry).find(([key]) => key.startsWith('group'))?.[1];
    return Array.isArray(group) ? flat(group as Entry[]) : [entry as FhirPathCase];
  });

const MOMENT = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?[+-]\d\d:\d\d$/;

/** Whole numbers beyond what a number holds are written as text in the cases; a moment is the same one in every zone. */
const plain = (values: readonly unknown[]): unknown[] =>
  values.map((value) => {
    if (typeof value === 'bigint') return String(value);
    return typeof value === 'string' && MOMENT.test(value) ? new Date(value).toISOString() : value;
  });

async function evaluate(
  subject: unknown,
  expression: string,
  { model, context, preciseMath, variables }: FhirPathCase,
) {
  const known = model === undefined ? undefined : models[model];
  const around = context === undefined ? {} : { context: (await fhirpath.evaluate(subject, context))[0] };
  const silent = { traceFn: () => undefined, ...(preciseMath === undefined ? {} : { preciseMath }) };
  return fhirpath.evaluate(subject, expression, { resource: subject, ...around, ...variables }, known, silent);
}

async function tryCase(subject: unknown, one: FhirPathCase): Promise<void> {
  for (const expression of [one.expression ?? []].flat()) {
    // the engine writes types into what it is given
    const result = await evaluate(structuredClone(subject), expression, one).catch((thrown: unknown) => ({ thrown }));
    if (one.error === true) must('thrown' in result, `${expression}: no error`);
    else if ('thrown' in result) must(false, `${expression}: ${String(result.thrown)}`);
    else
      must(
        isDeepStrictEqual(plain(result), plain(one.result ?? [])),
        `${expression}: ${JSON.stringify(plain(result))} instead of ${JSON.stringify(one.result)}`,
      );
  }
}

const isHere = ({ inputfile, disable, model }: FhirPathCase): boolean =>
  inputfile === undefined && disable !== true && (model === undefined || model in models);

/**
 * HL7's cases for the FHIRPath package that searches, constraints, patches and forms run on. Those that need a file of its
 * own repository, or that its authors switched off, are counted in the name of the row and not executed.
 */
export function fhirPathChecks(samples: readonly Sample[]): Check[] {
  return samples
    .filter(({ path }) => path.endsWith('.yaml'))
    .flatMap(({ archive, path, text }): Check[] => {
      const { tests, subject } = parse(text) as { tests: readonly Entry[]; subject?: unknown };
      const cases = flat(tests).filter(({ expression }) => expression !== undefined);
      const here = cases.filter(isHere);
      const aside = cases.length - here.length;
      const row = `${archive}/${path}${aside === 0 ? '' : ` (${aside} more are switched off or need files that are not here)`}`;
      return here.map((one) => ({
        section: 'Files of others',
        row,
        says: one.desc ?? 'case',
        run: () => tryCase(subject, one),
      }));
    });
}
