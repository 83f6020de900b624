import type { Operation } from '@lienmach/system-kit';
import type { Binary, OperationOutcome } from 'fhir/r4';
import { errors } from '../errors.ts';
import { readEnvelope } from '../exchange/read-envelope.ts';
import { rowsOf, textOf } from '../rules/claim-file.ts';
import type { RuleFault } from '../rules/claim-rule.ts';
import { judgeClaim, ruleOutcome } from '../rules/judge-claim.ts';

const MOST_BYTES = 20_000_000;

/** Findings in one file with several claims name the claim. */
const inClaim = (faults: readonly RuleFault[], at: number, count: number): RuleFault[] =>
  count === 1 ? [...faults] : faults.map((fault) => ({ ...fault, where: `HOSO[${at + 1}].${fault.where}` }));

/** One envelope may not carry a claim id twice. */
function repeatedIds(ids: readonly string[]): RuleFault[] {
  const repeated = ids.filter((id, at) => id !== '' && ids.indexOf(id) !== at);
  return [...new Set(repeated)].map((id) => ({ rule: 'STR-11', where: 'XML1.MA_LK', detail: id }));
}

/** All rules that an envelope breaks. A bad envelope is a result, not a refusal. */
export function envelopeFaults(bytes: Uint8Array): RuleFault[] {
  const { claims, faults } = readEnvelope(bytes);
  const ids = claims.map((claim) => textOf(rowsOf(claim, 'XML1')[0], 'MA_LK'));
  return [
    ...faults,
    ...repeatedIds(ids),
    ...claims.flatMap((claim, at) => inClaim(judgeClaim(claim), at, claims.length)),
  ];
}

/** POST $bhyt-validate: which rules does this envelope break? */
export const bhytValidate: Operation<{ xml: Binary }, { outcome: OperationOutcome }> = {
  definition: {
    code: 'bhyt-validate',
    title: { vi: 'Kiểm tra tệp hồ sơ BHYT', en: 'Validate a claim envelope' },
    level: 'system',
    affectsState: false,
    parameter: [
      { name: 'xml', use: 'in', min: 1, max: '1', type: 'Binary' },
      { name: 'outcome', use: 'out', min: 1, max: '1', type: 'OperationOutcome' },
    ],
    allow: ['claims-clerk'],
  },
  async run(_ctx, _id, { xml }) {
    const at = "Parameters.parameter.where(name='xml')";
    if (xml.data === undefined) throw errors.noXml({ at });
    if (xml.data.length > (MOST_BYTES / 3) * 4) throw errors.fileTooLarge({ at });
    return { outcome: ruleOutcome(envelopeFaults(Buffer.from(xml.data, 'base64'))) };
  },
};
