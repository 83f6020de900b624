import { recordKey, useRecord, valueIn, valuesIn } from '@lienmach/ui';
import { useQuery } from '@tanstack/react-query';
import type { Parameters, Reference } from 'fhir/r4';
import type { CriticalLimit, DeltaRule, Group, ReferenceInterval } from '../catalogs/lab-indicator.ts';

export interface CatalogLine {
  readonly code: string;
  readonly name: string;
  readonly unit: string;
  readonly isSite: boolean;
  readonly isProposed: boolean;
}

/** The row of today, as the form begins with it. */
export interface RowNow {
  readonly name: string;
  readonly method?: string;
  readonly decimals?: number;
  readonly ranges: readonly ReferenceInterval[];
  readonly critical?: CriticalLimit;
  readonly criticalOf?: readonly (Group & CriticalLimit)[];
  readonly delta?: DeltaRule;
}

export interface ShownVersion {
  readonly state: string;
  readonly from: string;
  readonly to: string;
  readonly by: string;
  readonly agreed: string;
  readonly task: string;
  readonly isOwn: boolean;
  readonly fields: Readonly<Record<string, string>>;
}

export interface ShownRow {
  readonly code: string;
  readonly unit: string;
  readonly now: RowNow;
  readonly versions: readonly ShownVersion[];
}

export const catalogKey = recordKey('ObservationDefinition', 'catalog');

const text = (part: Parameters, name: string): string => valueIn<string>(part, name) ?? '';
const flag = (part: Parameters, name: string): boolean => valueIn<boolean>(part, name) === true;

/** Every indicator of today. */
export function useCatalog() {
  const { operation } = useRecord();
  return useQuery({
    queryKey: [...catalogKey, 'rows'],
    queryFn: async () => {
      const answer = await operation<Parameters>('$lab-rows', 'ObservationDefinition');
      return valuesIn<Parameters>(answer, 'row').map(
        (part): CatalogLine => ({
          code: text(part, 'code'),
          name: text(part, 'name'),
          unit: text(part, 'unit'),
          isSite: flag(part, 'site'),
          isProposed: flag(part, 'proposed'),
        }),
      );
    },
    placeholderData: (before) => before,
  });
}

const versionOf = (part: Parameters): ShownVersion => ({
  state: text(part, 'state'),
  from: text(part, 'from'),
  to: text(part, 'to'),
  by: text(part, 'by'),
  agreed: text(part, 'agreed'),
  task: valueIn<Reference>(part, 'task')?.reference ?? '',
  isOwn: flag(part, 'own'),
  fields: Object.fromEntries(
    valuesIn<Parameters>(part, 'field').map((field) => [text(field, 'name'), text(field, 'text')]),
  ),
});

/** One indicator with all its rows. */
export function useCatalogRow(code: string | undefined) {
  const { operation } = useRecord();
  return useQuery({
    queryKey: [...catalogKey, 'row', code],
    enabled: code !== undefined,
    queryFn: async (): Promise<ShownRow> => {
      const answer = await operation<Parameters>('$lab-row', 'ObservationDefinition', { code: { valueCode: code } });
      const now: RowNow = JSON.parse(text(answer, 'row'));
      return {
        code: text(answer, 'code'),
        unit: text(answer, 'unit'),
        now,
        versions: valuesIn<Parameters>(answer, 'version').map(versionOf),
      };
    },
  });
}
