import { useRead, useRecord, valueIn, valuesIn } from '@lienmach/ui';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import type { Money, Parameters } from 'fhir/r4';

/** One thing the fund would say, as the doctor reads it. */
export interface ShownFinding {
  readonly id: string;
  readonly rule: string;
  readonly isError: boolean;
  readonly text: string;
  readonly item: string | undefined;
  /** đồng */
  readonly atRisk: number | undefined;
}

const findingIn = (part: Parameters): ShownFinding => {
  const [rule = '', text = ''] = [valueIn<string>(part, 'rule'), valueIn<string>(part, 'text')];
  return {
    id: `${rule} ${valueIn<string>(part, 'at')} ${text}`,
    rule,
    text,
    isError: valueIn<string>(part, 'severity') === 'error',
    item: valueIn<string>(part, 'item'),
    atRisk: valueIn<Money>(part, 'atRisk')?.value,
  };
};

/**
 * What the fund would say of a visit, asked in the background each time the visit was saved: orders, prescriptions and
 * examinations all make a new version of it. Until the answer is there, the last one stands.
 */
export function useVisitFindings(encounter: string, isClosed: boolean) {
  const { operation } = useRecord();
  const version = useRead('Encounter', encounter).data?.meta?.versionId;
  return useQuery({
    queryKey: ['judge-visit', encounter, version],
    enabled: version !== undefined,
    placeholderData: keepPreviousData,
    retry: false,
    async queryFn() {
      const moment = isClosed ? 'finish' : 'prescribing';
      const answer = await operation<Parameters>('$judge-visit', `Encounter/${encounter}`, { moment });
      return {
        isInsured: valueIn<boolean>(answer, 'insured') === true,
        findings: valuesIn<Parameters>(answer, 'finding').map(findingIn),
      };
    },
  });
}
