import { neutralVisitBundle } from '@lienmach/claims/stories';
import type { Binary, Bundle, Claim, OperationOutcome, Parameters } from 'fhir/r4';
import { tag } from '../house/read-envelope.ts';
import { type Compared, compareTables } from './compare-tables.ts';
import { envelopeOf, type GoldenCase, judgedRules } from './golden-case.ts';
import { tablesOf } from './tables-of.ts';

/** POSTs a resource below the base address with a token of this role. */
export type Post = <R>(role: string, path: string, body: object) => Promise<R>;

export interface PlayedCase extends Compared {
  readonly id: string;
  readonly title: string;
  /** judged rules that fired */
  readonly rules: readonly string[];
  /** rules that fired and that the cases cannot decide */
  readonly unjudged: readonly string[];
}

const RULES = 'https://lienmach.vn/fhir/CodeSystem/bhyt-rule';
const CLAIM_ID = 'http://fhir.hl7.org.vn/core/sid/ma-lk';

const part = <R>(answer: Parameters, name: string): R => {
  const found = answer.parameter?.find((one) => one.name === name)?.resource;
  if (found === undefined) throw new Error(`the answer has no part ${name}`);
  return found as R;
};

const firedRules = (outcome: OperationOutcome): string[] =>
  outcome.issue.flatMap(({ details }) =>
    (details?.coding ?? []).flatMap(({ system, code }) => (system === RULES && code !== undefined ? [code] : [])),
  );

/** Of the rules that the cases can decide, exactly the expected ones fire. */
function compareRules(golden: GoldenCase, outcome: OperationOutcome) {
  const judged = judgedRules(golden.kind);
  const fired = firedRules(outcome);
  const rules = fired.filter((rule) => judged.includes(rule));
  const wanted = golden.expected.rules.map(({ id }) => id);
  return {
    rules,
    unjudged: fired.filter((rule) => !judged.includes(rule)),
    faults: [
      ...rules.filter((rule) => !wanted.includes(rule)).map((rule) => `${rule} fires`),
      ...wanted.filter((rule) => !rules.includes(rule)).map((rule) => `${rule} does not fire`),
    ],
  };
}

function claimFaults(golden: GoldenCase, claim: Claim): string[] {
  const lines = (golden.drugs?.length ?? 0) + (golden.services?.length ?? 0);
  const { identifier, insurance, item } = claim;
  return [
    ...(identifier?.some(({ system, value }) => system === CLAIM_ID && value === golden.visit.claimId)
      ? []
      : ['Claim.identifier is not the MA_LK']),
    ...(insurance.length === Math.max(1, golden.cards?.length ?? 0) ? [] : ['Claim.insurance: not one for each card']),
    ...(item?.length === lines ? [] : ['Claim.item: not one for each line']),
  ];
}

async function playVisit(golden: GoldenCase, post: Post): Promise<PlayedCase> {
  const written = await post<Bundle>('tool', '', neutralVisitBundle(golden, true));
  const location = written.entry
    ?.map(({ response }) => /Encounter\/[A-Za-z0-9.-]+/.exec(response?.location ?? '')?.[0])
    .find((found) => found !== undefined);
  const path = `/${location}/$bhyt-claim`;
  const answer = await post<Parameters>('claims-clerk', path, { resourceType: 'Parameters' });
  const again = await post<Parameters>('claims-clerk', path, { resourceType: 'Parameters' });
  const xml = part<Binary>(answer, 'xml').data ?? '';
  const envelope = Buffer.from(xml, 'base64').toString('utf8');
  const compared = compareTables(golden, tablesOf(envelope));
  const { rules, unjudged, faults } = compareRules(golden, part(answer, 'outcome'));
  const claim = part<Claim>(answer, 'claim');
  const total = tablesOf(envelope).get('XML1')?.[0]?.get('T_TONGCHI_BV');
  return {
    id: golden.id,
    title: golden.title,
    ...compared,
    rules,
    unjudged,
    faults: [
      ...compared.faults,
      ...faults,
      ...claimFaults(golden, claim),
      ...(Number(total) === claim.total?.value ? [] : ['Claim.total is not T_TONGCHI_BV']),
      ...(tag(envelope, 'SOLUONGHOSO') === '1' ? [] : ['the envelope does not hold one claim']),
      ...(part<Binary>(again, 'xml').data === xml ? [] : ['a second call says something else']),
    ],
  };
}

async function playEnvelope(golden: GoldenCase, post: Post): Promise<PlayedCase> {
  const data = envelopeOf(golden).toString('base64');
  const answer = await post<Parameters>('claims-clerk', '/$bhyt-validate', {
    resourceType: 'Parameters',
    parameter: [{ name: 'xml', resource: { resourceType: 'Binary', contentType: 'application/xml', data } }],
  });
  const { rules, unjudged, faults } = compareRules(golden, part(answer, 'outcome'));
  return { id: golden.id, title: golden.title, figures: 0, notes: [], rules, unjudged, faults };
}

/** One worked case over HTTP, as FHIR-MAPPING.md of the cases says: post the visit, ask for the claim, compare. */
export const playGoldenCase = (golden: GoldenCase, post: Post): Promise<PlayedCase> =>
  golden.kind === 'visit' ? playVisit(golden, post) : playEnvelope(golden, post);
