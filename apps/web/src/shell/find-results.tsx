import { formatDate, Kbd, useTexts } from '@lienmach/ui';
import { IconBolt, IconLayoutGrid, IconUser } from '@tabler/icons-react';
import { texts } from '../texts.ts';
import type { Hit } from './find.ts';

const signs = { patient: IconUser, screen: IconLayoutGrid, action: IconBolt };

function HitRow({ hit }: { readonly hit: Hit }) {
  const Sign = signs[hit.kind];
  return (
    <>
      <Sign size={16} stroke={1.75} aria-hidden="true" />
      <span className="grow el">{hit.label}</span>
      {hit.kind === 'patient' && (
        <span className="s mut n">
          {formatDate(hit.patient.birthDate)} · {hit.code}
        </span>
      )}
      {hit.kind === 'action' && hit.action.key !== undefined && <Kbd>{hit.action.key}</Kbd>}
    </>
  );
}

interface FindResultsProps {
  readonly hits: readonly Hit[];
  readonly active: number;
  readonly onTake: (hit: Hit) => void;
}

/** What fits the words, by kind, below the box. */
export function FindResults({ hits, active, onTake }: FindResultsProps) {
  const t = useTexts(texts);
  const titles = { patient: t.people, screen: t.screens, action: t.actions };
  return (
    <div className="pop find-pop">
      {hits.length === 0 && <p className="option mut">{t.nothingFound}</p>}
      <div role="listbox" id="find-list" aria-label={t.scanLabel}>
        {hits.map((hit, index) => (
          <div key={`${hit.kind}|${hit.id}`}>
            {hits[index - 1]?.kind !== hit.kind && (
              <div className="find-group" aria-hidden="true">
                {titles[hit.kind]}
              </div>
            )}
            {/* biome-ignore lint/a11y/useKeyWithClickEvents: the box itself takes the keys */}
            <div
              role="option"
              tabIndex={-1}
              id={`find-${index}`}
              className="option"
              aria-selected={index === active}
              onMouseDown={(event) => event.preventDefault()}
              onClick={() => onTake(hit)}
            >
              <HitRow hit={hit} />
            </div>
          </div>
        ))}
      </div>
    </div>
  );
}
