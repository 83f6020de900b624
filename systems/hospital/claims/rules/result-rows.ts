import { claimFieldsOf, codeSystems } from '@lienmach/core';
import type { DiagnosticReport, Observation } from 'fhir/r4';
import { minuteOf, type RowValues } from './claim-values.ts';
import type { ClaimedVisit } from './claimed-visit.ts';
import { withKept } from './kept-fields.ts';
import { finalStates } from './line-rows.ts';
import { allLinkedTo, licencesOf } from './visit-record.ts';

/** LOINC "Procedure findings": what a reader saw. */
const FINDINGS = '59776-5';

const isFindings = (observation: Observation): boolean =>
  (observation.code.coding ?? []).some((c) => c.system === codeSystems.loinc && c.code === FINDINGS);

/** A decimal as it was written, whether it came as a number or as raw JSON. */
const numberText = (value: unknown): string =>
  typeof value === 'object' && value !== null && 'rawJSON' in value ? String(value.rawJSON) : String(value);

function resultText(observation: Observation): string {
  const { valueQuantity, valueString, valueCodeableConcept, valueInteger, valueBoolean } = observation;
  if (valueQuantity?.value !== undefined) return `${valueQuantity.comparator ?? ''}${numberText(valueQuantity.value)}`;
  if (valueString !== undefined) return valueString;
  if (valueInteger !== undefined) return String(valueInteger);
  if (valueBoolean !== undefined) return valueBoolean ? 'Có' : 'Không';
  return valueCodeableConcept?.text ?? valueCodeableConcept?.coding?.[0]?.display ?? '';
}

const indicatorValues = (observation: Observation): RowValues =>
  withKept(
    {
      MA_CHI_SO: observation.code.coding?.find((coding) => coding.system === codeSystems.labIndicator)?.code,
      TEN_CHI_SO: observation.code.text ?? observation.code.coding?.[0]?.display,
      GIA_TRI: resultText(observation),
      DON_VI_DO: observation.valueQuantity?.unit,
    },
    'XML4',
    claimFieldsOf(observation),
  );

/** One row for each measured value, one for findings and conclusion; a report that says nothing makes no row. */
function reportRows(report: DiagnosticReport, observations: readonly Observation[]): RowValues[] {
  const known = observations.filter(({ status }) => status !== 'entered-in-error' && status !== 'cancelled');
  const measured = known
    .filter((one) => !isFindings(one))
    .map(indicatorValues)
    .filter(({ GIA_TRI }) => GIA_TRI !== '');
  const findings = known.filter(isFindings).map(resultText).join('\n');
  const conclusion = report.conclusion ?? '';
  if (findings === '' && conclusion === '') return measured;
  return [...measured, withKept({ MO_TA: findings, KET_LUAN: conclusion }, 'XML4', claimFieldsOf(report))];
}

/**
 * XML4: what the final reports behind the lines say.
 *
 * @source QĐ 3176/QĐ-BYT (29/10/2024), bảng 4 (secondary)
 */
export function resultRows(claimed: ClaimedVisit): RowValues[] {
  const { record, lines, claimId } = claimed;
  const rows = lines.flatMap(({ charge }) =>
    allLinkedTo(record, 'DiagnosticReport', charge.service)
      .filter(({ status }) => finalStates.has(status))
      .flatMap((report) =>
        reportRows(report, allLinkedTo(record, 'Observation', report.result)).map((row) => ({
          ...row,
          MA_DICH_VU: charge.code,
          NGAY_KQ: minuteOf(report.issued),
          MA_BS_DOC_KQ: licencesOf(record, report.resultsInterpreter),
        })),
      ),
  );
  return rows.map((row, position) => ({ MA_LK: claimId, STT: String(position + 1), ...row }));
}
