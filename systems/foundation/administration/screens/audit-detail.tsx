import { Empty, ErrorNote, formatDateTime, Note, Panel, useTexts, type Verb } from '@lienmach/ui';
import { texts } from './audit-texts.ts';
import type { AuditLine } from './use-audit.ts';

export interface Chain {
  readonly seals: number;
  readonly sealedAt: string | undefined;
  readonly check?: {
    readonly isIntact: boolean;
    readonly sealed: number;
    readonly unsealed: number;
    readonly findings: readonly string[];
  };
}

/** One entry of the log, whole. */
export function AuditDetail({ line }: { readonly line: AuditLine | undefined }) {
  const t = useTexts(texts);
  if (line === undefined) {
    return (
      <Panel title={t.detail} grow={1}>
        <Empty title={t.none} hint={t.noneHint} />
      </Panel>
    );
  }
  const facts: readonly (readonly [string, string])[] = [
    [t.at, formatDateTime(line.at)],
    [t.who, [line.who || t.nobody, line.reference].filter(Boolean).join(' · ')],
    [t.what, t.kinds[line.activity] ?? line.activity],
    [t.whose, line.patients.join(', ')],
    [t.entities, line.touched.join(', ')],
    [t.query, line.query],
    [t.client, line.client],
    [t.address, line.address],
    [t.number, line.id],
  ];
  return (
    <Panel title={t.detail} grow={1}>
      <dl className="kv adm-facts">
        {facts
          .filter(([, value]) => value !== '')
          .map(([name, value]) => (
            <div key={name} className="adm-fact">
              <dt>{name}</dt>
              <dd>{value}</dd>
            </div>
          ))}
      </dl>
    </Panel>
  );
}

/** How far the log is sealed, and whether anybody has changed it. */
export function ChainPanel({ chain, verb }: { readonly chain: Chain | undefined; readonly verb: Verb }) {
  const t = useTexts(texts);
  const hint = chain?.sealedAt === undefined ? t.noSeal : t.sealedAt(chain.seals, formatDateTime(chain.sealedAt));
  const { check } = chain ?? {};
  return (
    <Panel title={t.chain} hint={chain === undefined ? '' : hint}>
      {verb.error !== undefined && <ErrorNote error={verb.error} />}
      {verb.isBusy && <p className="mut">{t.checking}</p>}
      {!verb.isBusy && check === undefined && <p className="mut">{t.audited}</p>}
      {!verb.isBusy && check?.isIntact === true && <Note tone="ok" title={t.intact(check.sealed, check.unsealed)} />}
      {!verb.isBusy && check?.isIntact === false && (
        <Note tone="bad" title={t.broken}>
          {check.findings.join('; ')}
        </Note>
      )}
    </Panel>
  );
}
