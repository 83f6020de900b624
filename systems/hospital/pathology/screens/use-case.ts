import { recordKey, useRecord, valueIn, valuesIn } from '@lienmach/ui';
import { useQuery } from '@tanstack/react-query';
import type { Parameters, QuestionnaireResponse, Reference } from 'fhir/r4';

/** One line of the bench. */
export interface CaseLine {
  readonly order: string;
  readonly report: string;
  readonly state: string;
  readonly isUrgent: boolean;
  readonly name: string;
  readonly number: string;
  readonly test: string;
  readonly minutesLeft: number | undefined;
  readonly call: string;
}

export interface ShownContainer {
  readonly label: string;
  readonly number: string;
  readonly site: string;
  readonly what: string;
  readonly collectedAt: string;
  readonly fixedAt: string;
  readonly remarks: readonly string[];
}

export interface DraftBlock {
  readonly label: string;
  readonly what: string;
}

export interface DraftSlide {
  readonly block: string;
  readonly number: number;
  readonly stain: string;
  readonly marker: string;
  readonly isReady: boolean;
}

/** What the bench does with the tissue. */
export interface BenchDraft {
  readonly gross: string;
  readonly blocks: readonly DraftBlock[];
  readonly slides: readonly DraftSlide[];
}

/** What is read. */
export interface ReadingDraft {
  readonly microscopy: string;
  readonly diagnosis: string;
  readonly codes: readonly string[];
  readonly adequacy: string;
  readonly category: string;
  readonly frozen: string;
  readonly synoptic: QuestionnaireResponse | undefined;
}

export interface ShownRelease {
  readonly stage: string;
  readonly at: string;
  readonly by: string;
  readonly text: string;
  readonly reason: string;
}

export interface ShownCase extends BenchDraft, ReadingDraft {
  readonly report: string;
  readonly version: string;
  readonly state: string;
  readonly kind: string;
  readonly service: string;
  readonly test: string;
  readonly number: string;
  readonly name: string;
  readonly patientNumber: string;
  readonly receivedAt: string;
  readonly minutesLeft: number | undefined;
  readonly clinical: string;
  readonly isSuspected: boolean;
  readonly needsSecond: boolean;
  readonly containers: readonly ShownContainer[];
  readonly readBy: Reference | undefined;
  readonly second: { readonly by: string; readonly agrees: boolean; readonly remark: string } | undefined;
  readonly releases: readonly ShownRelease[];
}

const text = (part: Parameters, name: string): string => valueIn<string>(part, name) ?? '';
const idIn = (part: Parameters, name: string): string => valueIn<Reference>(part, name)?.reference?.split('/')[1] ?? '';

const lineOf = (part: Parameters): CaseLine => ({
  order: idIn(part, 'order'),
  report: idIn(part, 'report'),
  state: text(part, 'state'),
  isUrgent: valueIn<boolean>(part, 'isUrgent') ?? false,
  name: text(part, 'name'),
  number: text(part, 'number'),
  test: text(part, 'test'),
  minutesLeft: valueIn<number>(part, 'minutesLeft'),
  call: idIn(part, 'call'),
});

export const benchKey = recordKey('DiagnosticReport', 'cases');
export const sheetKey = recordKey('DiagnosticReport', 'case');
/** minutes run by themselves */
const REFRESH = 30_000;

/** Cases that are open, and those told today. */
export function useCaseBench() {
  const { operation } = useRecord();
  return useQuery({
    queryKey: benchKey,
    queryFn: async (): Promise<readonly CaseLine[]> => {
      const [open, done] = await Promise.all([
        operation<Parameters>('$case-bench', 'DiagnosticReport'),
        operation<Parameters>('$case-bench', 'DiagnosticReport', { released: true }),
      ]);
      const lines = valuesIn<Parameters>(open, 'entry').map(lineOf);
      const told = valuesIn<Parameters>(done, 'entry').map(lineOf);
      return [...lines, ...told.filter(({ report }) => !lines.some((line) => line.report === report))];
    },
    placeholderData: (before) => before,
    refetchInterval: REFRESH,
  });
}

const containerOf = (part: Parameters): ShownContainer => ({
  label: text(part, 'label'),
  number: text(part, 'number'),
  site: text(part, 'site'),
  what: text(part, 'what'),
  collectedAt: text(part, 'collectedAt'),
  fixedAt: text(part, 'fixedAt'),
  remarks: valuesIn<string>(part, 'remark'),
});

const slideOf = (part: Parameters): DraftSlide => ({
  block: text(part, 'block'),
  number: valueIn<number>(part, 'number') ?? 1,
  stain: text(part, 'stain'),
  marker: text(part, 'marker'),
  isReady: text(part, 'readyAt') !== '',
});

function secondOf(answer: Parameters): ShownCase['second'] {
  const part = valueIn<Parameters>(answer, 'second');
  if (part === undefined) return undefined;
  return {
    by: valueIn<Reference>(part, 'by')?.display ?? '',
    agrees: valueIn<boolean>(part, 'agrees') ?? false,
    remark: text(part, 'remark'),
  };
}

const caseOf = (report: string, answer: Parameters): ShownCase => ({
  report,
  version: text(answer, 'version'),
  state: text(answer, 'state'),
  kind: text(answer, 'kind'),
  service: text(answer, 'service'),
  test: text(answer, 'test'),
  number: text(answer, 'number'),
  name: text(answer, 'name'),
  patientNumber: text(answer, 'patientNumber'),
  receivedAt: text(answer, 'receivedAt'),
  minutesLeft: valueIn<number>(answer, 'minutesLeft'),
  clinical: text(answer, 'clinical'),
  isSuspected: valueIn<boolean>(answer, 'isSuspected') ?? false,
  needsSecond: valueIn<boolean>(answer, 'needsSecond') ?? false,
  gross: text(answer, 'gross'),
  microscopy: text(answer, 'microscopy'),
  diagnosis: text(answer, 'diagnosis'),
  codes: valuesIn<string>(answer, 'code'),
  adequacy: text(answer, 'adequacy'),
  category: text(answer, 'category'),
  frozen: text(answer, 'frozen'),
  synoptic: valueIn<QuestionnaireResponse>(answer, 'synoptic'),
  containers: valuesIn<Parameters>(answer, 'container').map(containerOf),
  blocks: valuesIn<Parameters>(answer, 'block').map((part) => ({
    label: text(part, 'label'),
    what: text(part, 'what'),
  })),
  slides: valuesIn<Parameters>(answer, 'slide').map(slideOf),
  readBy: valueIn<Reference>(answer, 'readBy'),
  second: secondOf(answer),
  releases: valuesIn<Parameters>(answer, 'release').map((part) => ({
    stage: text(part, 'stage'),
    at: text(part, 'at'),
    by: text(part, 'by'),
    text: text(part, 'text'),
    reason: text(part, 'reason'),
  })),
});

/** One case as the bench knows it. */
export function useCase(report: string) {
  const { operation } = useRecord();
  return useQuery({
    queryKey: [...sheetKey, report],
    queryFn: async () => caseOf(report, await operation<Parameters>('$case-sheet', `DiagnosticReport/${report}`)),
  });
}

const code = (valueCode: string) => ({ valueCode });
const filled = (value: string): string | undefined => (value === '' ? undefined : value);

/** as `$save-case` takes it */
export const benchInput = ({ gross, blocks, slides }: BenchDraft, version: string) => ({
  version,
  gross: filled(gross),
  block: blocks.map(({ label, what }) => ({ label, what: filled(what) })),
  slide: slides.map(({ block, number, stain, marker, isReady }) => ({
    block,
    number,
    stain: code(stain),
    marker: filled(marker),
    ready: isReady,
  })),
});

/** as `$save-reading` takes it */
export const readingInput = (draft: ReadingDraft, version: string) => ({
  version,
  microscopy: filled(draft.microscopy),
  diagnosis: filled(draft.diagnosis),
  code: draft.codes.map(code),
  adequacy: draft.adequacy === '' ? undefined : code(draft.adequacy),
  category: draft.category === '' ? undefined : code(draft.category),
  frozen: filled(draft.frozen),
  synoptic: draft.synoptic,
});
