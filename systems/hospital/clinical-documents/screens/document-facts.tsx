import { formatDate, formatDateTime, Note, StatusChip, type Tone, useTexts } from '@lienmach/ui';
import { texts } from './texts.ts';
import type { SeenDocument } from './use-brought-file.ts';

const tones: Readonly<Record<string, Tone>> = { valid: 'ok', 'unknown-signer': 'warn', unchecked: 'warn' };

function SignatureLine({ seen }: { readonly seen: SeenDocument }) {
  const t = useTexts(texts);
  const { signature, signer } = seen;
  if (signature === undefined) return null;
  return (
    <>
      <dt>{t.signature}</dt>
      <dd>
        <StatusChip tone={tones[signature] ?? 'neutral'}>{t.signatures[signature] ?? signature}</StatusChip>
        {signer !== undefined && <span className="s sec"> {signer}</span>}
      </dd>
    </>
  );
}

function Written({ seen }: { readonly seen: SeenDocument }) {
  const t = useTexts(texts);
  const words = seen.facts.map(({ type, count }) => t.count(count, t.facts[type] ?? type)).join(', ');
  return (
    <>
      <dt>{t.willWrite}</dt>
      <dd>{words || t.onlyDocument}</dd>
    </>
  );
}

/** What a file is, whose, who signed it, and what would become of it. */
export function DocumentFacts({ seen }: { readonly seen: SeenDocument }) {
  const t = useTexts(texts);
  const lines = [
    [t.what, seen.title],
    [t.from, seen.facility],
    [t.time, seen.time === undefined ? undefined : formatDateTime(seen.time)],
    [t.author, seen.author],
  ] as const;
  const person = [seen.name, seen.birthDate === undefined ? '' : t.born(formatDate(seen.birthDate))];
  return (
    <>
      {seen.obstacle !== undefined && (
        <Note tone="bad" title={t.obstacle}>
          {seen.obstacle}
        </Note>
      )}
      {seen.isKnown && <Note tone="info" title={t.known} />}
      {seen.title !== undefined && (
        <dl className="kv cda-facts">
          {lines.map(([label, text]) =>
            text === undefined ? null : (
              <div key={label} className="cda-line">
                <dt>{label}</dt>
                <dd>{text}</dd>
              </div>
            ),
          )}
          <div className="cda-line">
            <dt>{t.person}</dt>
            <dd>
              <b>{person.filter(Boolean).join(' · ')}</b>
            </dd>
          </div>
          <div className="cda-line">
            <dt>{t.ours}</dt>
            <dd>{seen.patient?.display ?? <span className="hi">{t.notFound}</span>}</dd>
          </div>
          <div className="cda-line">
            <SignatureLine seen={seen} />
          </div>
          {seen.obstacle === undefined && !seen.isKnown && (
            <div className="cda-line">
              <Written seen={seen} />
            </div>
          )}
        </dl>
      )}
    </>
  );
}
