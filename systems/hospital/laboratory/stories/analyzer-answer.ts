import { parseHl7, writeHl7 } from '@lienmach/exchange';

export interface AnalyzerAnswer {
  readonly controlId: string;
  /** code, value, unit */
  readonly results: readonly (readonly [string, string, string])[];
  readonly orderNumber?: string;
  readonly patientNumber?: string;
}

/** What an analyzer that heard only the order message sends back. */
export function analyzerAnswer(order: string, answer: AnalyzerAnswer): Buffer {
  const heard = parseHl7(order);
  const request = heard.segment('OBR');
  const patient = heard.segment('PID');
  const text = writeHl7(
    { type: ['ORU', 'R01', 'ORU_R01'], controlId: answer.controlId, at: new Date(1_772_412_000_000) },
    [
      {
        name: 'PID',
        fields: { 1: '1', 3: answer.patientNumber ?? patient?.get(3), 7: patient?.get(7), 8: patient?.get(8) },
      },
      {
        name: 'OBR',
        fields: {
          1: '1',
          2: answer.orderNumber ?? request?.get(2),
          4: [request?.get(4)],
          7: request?.get(7),
          18: request?.get(18),
          25: 'F',
        },
      },
      ...answer.results.map(([code, value, unit], index) => ({
        name: 'OBX',
        fields: {
          1: String(index + 1),
          2: 'NM',
          3: [code, code, 'L'],
          5: value,
          6: unit,
          11: 'F',
          18: 'XN.1.MAYGIA01',
        },
      })),
    ],
  );
  return Buffer.from(text);
}

/** `AA`, `AE` or `AR` of an acknowledgement. */
export const codeOf = (acknowledgement: Uint8Array): string =>
  parseHl7(Buffer.from(acknowledgement).toString()).segment('MSA')?.get(1) ?? '';
