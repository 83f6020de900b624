import { Button, Empty, ErrorNote, formatDate, nameOf, Panel, StatusChip, useSearch, useTexts } from '@lienmach/ui';
import type { Identifier } from 'fhir/r4';
import { useNavigate } from 'react-router';
import type { ChartOnScreen } from './chart-on-screen.ts';
import { texts } from './texts.ts';

function Identifiers({ chart }: { readonly chart: ChartOnScreen }) {
  const t = useTexts(texts);
  const nameOfNumber = ({ system = '' }: Identifier): string =>
    t.identifierNames[system.split('/').at(-1) ?? ''] ?? t.otherNumber;
  const card = chart.coverage?.subscriberId;
  return (
    <dl className="kv person-kv">
      {(chart.patient.identifier ?? []).map((one) => (
        <div key={`${one.system} ${one.value}`} className="vf-pair">
          <dt>{nameOfNumber(one)}</dt>
          <dd className="row g6">
            <span className="n">{one.value}</span>
            {one.use === 'old' && (
              <StatusChip tone="neutral" icon={false}>
                {t.oldNumber}
              </StatusChip>
            )}
          </dd>
        </div>
      ))}
      {card !== undefined && (
        <div className="vf-pair">
          <dt>{t.identifierNames.bhyt}</dt>
          <dd>
            <span className="n">{card}</span>
            {chart.coverage?.period?.end !== undefined && (
              <span className="s mut n"> {t.coverUntil(formatDate(chart.coverage.period.end))}</span>
            )}
          </dd>
        </div>
      )}
    </dl>
  );
}

interface Relative {
  readonly key: string;
  readonly name: string;
  readonly relation: string;
  readonly phone: string;
}

function Relatives({ chart }: { readonly chart: ChartOnScreen }) {
  const t = useTexts(texts);
  const { data, error, refetch } = useSearch('RelatedPerson', { patient: `Patient/${chart.patient.id}`, _count: 50 });
  if (error !== null) return <ErrorNote error={error} onRetry={() => void refetch()} />;
  const known = (data?.items ?? []).map(
    (one): Relative => ({
      key: `RelatedPerson/${one.id}`,
      name: nameOf(one.name),
      relation: one.relationship?.[0]?.text ?? one.relationship?.[0]?.coding?.[0]?.display ?? '',
      phone: one.telecom?.[0]?.value ?? '',
    }),
  );
  const contacts = (chart.patient.contact ?? [])
    .map(
      (one): Relative => ({
        key: `contact ${one.name?.text}`,
        name: one.name?.text ?? '',
        relation: one.relationship?.[0]?.text ?? '',
        phone: one.telecom?.[0]?.value ?? '',
      }),
    )
    .filter(({ name }) => !known.some((one) => one.name === name));
  const all = [...known, ...contacts];
  if (all.length === 0) return <p className="mut">{data === undefined ? '' : t.noRelations}</p>;
  return (
    <ul className="person-list">
      {all.map(({ key, name, relation, phone }) => (
        <li key={key}>
          <b>{name}</b> <span className="sec">{relation}</span> <span className="n">{phone}</span>
        </li>
      ))}
    </ul>
  );
}

function Links({ chart }: { readonly chart: ChartOnScreen }) {
  const t = useTexts(texts);
  const navigate = useNavigate();
  if (chart.linked.length === 0) return <p className="mut">{t.noLinks}</p>;
  return (
    <ul className="person-list">
      {chart.linked.map(({ type, patient }) => (
        <li key={patient.reference} className="row">
          <span className="grow">
            <span className="sec">{t.linkTypes[type]}</span> <b>{patient.display}</b>
          </span>
          <Button size="sm" onClick={() => navigate(`/patient-chart/patient/${patient.reference?.split('/')[1]}`)}>
            {t.openLinked}
          </Button>
        </li>
      ))}
    </ul>
  );
}

/** Numbers, contact, relatives, and records that were merged with this one. */
export function PersonView({ chart }: { readonly chart: ChartOnScreen }) {
  const t = useTexts(texts);
  const { address, telecom } = chart.patient;
  const phones = (telecom ?? []).filter(({ system }) => system === 'phone');
  return (
    <div className="work person">
      <div className="stack">
        <Panel title={t.identifiers}>
          {(chart.patient.identifier ?? []).length === 0 ? (
            <Empty title={t.otherNumber} />
          ) : (
            <Identifiers chart={chart} />
          )}
        </Panel>
        <Panel title={t.contact}>
          {address === undefined && phones.length === 0 && <p className="mut">{t.noContact}</p>}
          <dl className="kv person-kv">
            {address?.[0]?.text !== undefined && (
              <div className="vf-pair">
                <dt>{t.address}</dt>
                <dd>{address[0].text}</dd>
              </div>
            )}
            {phones.map(({ value }) => (
              <div key={value} className="vf-pair">
                <dt>{t.phone}</dt>
                <dd className="n">{value}</dd>
              </div>
            ))}
          </dl>
        </Panel>
      </div>
      <div className="stack">
        <Panel title={t.relations}>
          <Relatives chart={chart} />
        </Panel>
        <Panel title={t.links}>
          <Links chart={chart} />
        </Panel>
      </div>
    </div>
  );
}
