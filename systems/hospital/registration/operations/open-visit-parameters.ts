import type { OperationParameter } from '@lienmach/system-kit';

const one = (name: string, type: string, min = 0): OperationParameter => ({ name, use: 'in', min, max: '1', type });
const out = (name: string, type: string, min = 1): OperationParameter => ({ name, use: 'out', min, max: '1', type });

export const openVisitParameters: readonly OperationParameter[] = [
  one('patient', 'Reference', 1),
  {
    name: 'card',
    use: 'in',
    min: 0,
    max: '*',
    part: [
      one('scan', 'string'),
      one('number', 'string'),
      one('validFrom', 'date'),
      one('validTo', 'date'),
      one('registeredAt', 'string'),
      one('fiveYearsFrom', 'date'),
      one('zone', 'code'),
      one('copayExemptFrom', 'date'),
      one('copayThisYear', 'string'),
      one('temporary', 'boolean'),
    ],
  },
  one('room', 'string', 1),
  one('reason', 'string', 1),
  one('priority', 'code'),
  one('entitlement', 'code'),
  { name: 'referral', use: 'in', min: 0, max: '1', part: [one('from', 'string'), one('number', 'string')] },
  one('followUp', 'boolean'),
  one('attempt', 'string'),
  out('encounter', 'Encounter'),
  out('account', 'Account'),
  out('charge', 'ChargeItem'),
  out('ticket', 'integer'),
  out('outcome', 'OperationOutcome', 0),
];
