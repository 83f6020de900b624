import { vnMinuteOf } from '@lienmach/core';
import type { Operation } from '@lienmach/system-kit';
import type { Binary, OperationOutcome } from 'fhir/r4';
import { errors } from '../errors.ts';
import { judgeEnvelope } from '../exchange/judge-envelope.ts';
import { ruleOutcome } from '../rules/judge-claim.ts';

const MOST_BYTES = 20_000_000;

/** POST $bhyt-validate: which rules does this envelope break? */
export const bhytValidate: Operation<{ xml: Binary; sending?: boolean }, { outcome: OperationOutcome }> = {
  definition: {
    code: 'bhyt-validate',
    title: { vi: 'Kiểm tra tệp hồ sơ BHYT', en: 'Validate a claim envelope' },
    level: 'system',
    affectsState: false,
    parameter: [
      { name: 'xml', use: 'in', min: 1, max: '1', type: 'Binary' },
      { name: 'sending', use: 'in', min: 0, max: '1', type: 'boolean' },
      { name: 'outcome', use: 'out', min: 1, max: '1', type: 'OperationOutcome' },
    ],
    allow: ['claims-clerk'],
  },
  async run(ctx, _id, { xml, sending = false }) {
    const at = "Parameters.parameter.where(name='xml')";
    if (xml.data === undefined) throw errors.noXml({ at });
    if (xml.data.length > (MOST_BYTES / 3) * 4) throw errors.fileTooLarge({ at });
    return {
      outcome: ruleOutcome(
        judgeEnvelope(Buffer.from(xml.data, 'base64'), vnMinuteOf(ctx.now().toISOString()), sending),
      ),
    };
  },
};
