import type { Check } from '../checks/check.ts';
import { must } from '../checks/check.ts';
import type { Sample } from '../material/read-samples.ts';
import { differences } from './match-template.ts';

const REQUEST = /-request(-parameters)?\.json$/;

/** Definitions of the terminology cases are resources like others; the rest asks and answers. */
export const isTerminologyCase = ({ archive, path }: Sample): boolean =>
  archive === 'tx-ecosystem-some' && /-(request|response)/.test(path);

/** answers that are not among the files: the value set `withdrawn` is all of `not-withdrawn`, so both answer alike */
const answeredBy: Readonly<Record<string, string>> = {
  'deprecated/validate-withdrawn': 'deprecated/validate-not-withdrawn',
};

/** the answer lost the second half of a folded line of the registry */
const MISPRINT = /("Interlingua \(International Auxiliary Language)"/;
const mended = (text: string): string => text.replace(MISPRINT, '$1 Association)"');

/** A request and the answer that lies beside it are one case: what comes back has to agree with all of that answer. */
export function terminologyChecks(samples: readonly Sample[]): Check[] {
  const cases = samples.filter(isTerminologyCase);
  return cases
    .filter(({ path }) => REQUEST.test(path))
    .map(({ archive, path, text }): Check => {
      const stem = path.replace(REQUEST, '');
      const operation = stem.includes('/expand-') ? 'expand' : 'validate-code';
      return {
        section: 'Files of others',
        row: `${archive}/${stem}: request and response`,
        says: `ValueSet/$${operation} answers as the file beside it`,
        async run({ send }) {
          const beside = cases.find((one) => one.path.startsWith(`${answeredBy[stem] ?? stem}-response`));
          must(beside !== undefined, 'no expected answer');
          const answer = await send('POST', `/ValueSet/$${operation}`, text);
          must(answer.status === 200, `${answer.status} ${answer.text.slice(0, 160)}`);
          const found = differences(answer.body, JSON.parse(mended(beside.text)));
          must(found.length === 0, found.slice(0, 3).join('; '));
        },
      };
    });
}
