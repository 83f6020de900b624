import { formatDate, StatusChip, type Tone, useTexts } from '@lienmach/ui';
import { catalogTexts } from './catalog-texts.ts';
import type { ShownVersion } from './use-catalog.ts';

const tones: Readonly<Record<string, Tone>> = {
  proposed: 'wait',
  coming: 'info',
  now: 'ok',
  past: 'neutral',
  product: 'neutral',
};
const fieldNames = ['name', 'method', 'reference', 'critical', 'delta', 'decimals'] as const;

/** One row: since when, by whom, and where it differs from the product's. */
function Version({ version, product }: { readonly version: ShownVersion; readonly product: ShownVersion | undefined }) {
  const t = useTexts(catalogTexts);
  const { state, from, to, by, agreed, fields } = version;
  const days = [from === '' ? '' : t.from(formatDate(from)), to === '' ? '' : t.until(formatDate(to))];
  const people = [by === '' ? '' : t.by(by), agreed === '' ? '' : t.agreed(agreed)];
  return (
    <section className="row-version" data-state={state} aria-label={t.states[state]}>
      <header className="row g8">
        <StatusChip tone={tones[state] ?? 'neutral'}>{t.states[state] ?? state}</StatusChip>
        <span className="n">{days.filter(Boolean).join(' ')}</span>
      </header>
      <dl>
        {fieldNames.map((name) => {
          const isOther = state !== 'product' && product !== undefined && product.fields[name] !== fields[name];
          return (
            <div key={name} data-differs={isOther || undefined}>
              <dt>{t.fields[name]}</dt>
              <dd>
                {fields[name] || t.empty}
                {isOther && <span className="mut s"> · {t.differs}</span>}
              </dd>
            </div>
          );
        })}
      </dl>
      {people.some(Boolean) && <p className="mut s">{people.filter(Boolean).join(' · ')}</p>}
    </section>
  );
}

/** All rows of an indicator, what waits first, the product's last. */
export function RowVersions({ versions }: { readonly versions: readonly ShownVersion[] }) {
  const product = versions.find(({ state }) => state === 'product');
  return (
    <div className="row-versions">
      {versions.map((version) => (
        <Version key={`${version.state} ${version.from}`} version={version} product={product} />
      ))}
    </div>
  );
}
