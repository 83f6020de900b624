import { codeSystems } from '@lienmach/core';
import { Empty, ErrorNote, formatDate, Loading, useSearch, useTexts } from '@lienmach/ui';
import { texts } from './texts.ts';

/** What was known of this person before today: coded diseases with the day they were written. */
export function PastVisits({ patient, encounter }: { readonly patient: string; readonly encounter: string }) {
  const t = useTexts(texts);
  const { data, error, refetch } = useSearch('Condition', {
    patient: `Patient/${patient}`,
    _sort: '-recorded-date',
    _count: 60,
  });
  if (error !== null) return <ErrorNote error={error} onRetry={() => void refetch()} />;
  if (data === undefined) return <Loading />;
  const past = data.items.filter(
    (one) =>
      one.encounter?.reference !== `Encounter/${encounter}` &&
      one.code?.coding?.some(({ system }) => system === codeSystems.icd10) &&
      one.verificationStatus?.coding?.[0]?.code !== 'entered-in-error',
  );
  if (past.length === 0) return <Empty title={t.noPast} />;
  return (
    <table className="plain-table" aria-label={t.pastVisits}>
      <tbody>
        {past.map((one) => (
          <tr key={one.id}>
            <td className="n mut">{formatDate(one.recordedDate)}</td>
            <td className="n">
              <b>{one.code?.coding?.find(({ system }) => system === codeSystems.icd10)?.code}</b>
            </td>
            <td>{one.code?.text}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
