import { recordKey, useRecord, valueIn } from '@lienmach/ui';
import { useInfiniteQuery } from '@tanstack/react-query';
import type { AuditEvent, Parameters } from 'fhir/r4';

export interface AuditQuestion {
  readonly from: string | undefined;
  readonly to: string | undefined;
  readonly agent: string;
  /** a number of the patient, exactly */
  readonly subject: string;
  readonly kind: string;
  readonly outcome: string;
}

const PAGE = 100;

const days = ({ from, to }: AuditQuestion): string[] => [
  ...(from === undefined ? [] : [`ge${from}`]),
  ...(to === undefined ? [] : [`le${to}`]),
];

/** The log, page after page by its key; asked anew only when the question changes. */
export function useAudit(question: AuditQuestion) {
  const { operation, search } = useRecord();
  return useInfiniteQuery({
    queryKey: recordKey('AuditEvent', question),
    initialPageParam: '',
    staleTime: Number.POSITIVE_INFINITY,
    async queryFn({ pageParam }) {
      const { subject, agent, kind, outcome } = question;
      const patient =
        subject === ''
          ? undefined
          : valueIn<string>(
              await operation<Parameters>('$audit-subject', 'Patient', { identifier: subject }),
              'patient',
            );
      const query = { date: days(question), patient, agent, subtype: kind, outcome, _count: PAGE, _cursor: pageParam };
      const { items, next } = await search('AuditEvent', query);
      return { items, next: new URLSearchParams(next).get('_cursor') ?? undefined };
    },
    getNextPageParam: (page): string | undefined => page.next,
  });
}

/** as the desk tells it */
export interface AuditLine {
  readonly id: string;
  readonly at: string;
  readonly who: string;
  readonly reference: string;
  readonly activity: string;
  readonly outcome: string;
  readonly patients: readonly string[];
  readonly touched: readonly string[];
  readonly query: string;
  readonly client: string;
  readonly address: string;
}

/** base64 of UTF-8 */
const textOf = (base64: string): string =>
  new TextDecoder().decode(Uint8Array.from(atob(base64), (letter) => letter.codePointAt(0) ?? 0));

export function lineOf(event: AuditEvent): AuditLine {
  const agent = event.agent[0];
  const references = (event.entity ?? []).flatMap(({ what }) => what?.reference ?? []);
  const query = (event.entity ?? []).flatMap((entity) => (entity.query === undefined ? [] : [textOf(entity.query)]));
  return {
    id: event.id ?? '',
    at: event.recorded,
    who: agent?.who?.display ?? '',
    reference: agent?.who?.reference ?? agent?.who?.identifier?.value ?? '',
    activity: event.subtype?.[0]?.code ?? '',
    outcome: event.outcome ?? '0',
    patients: references.filter((reference) => reference.startsWith('Patient/')),
    touched: references.filter((reference) => !reference.startsWith('Patient/')),
    query: query.join(' '),
    client: agent?.altId ?? '',
    address: agent?.network?.address ?? '',
  };
}
