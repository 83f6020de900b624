import { type Screen, useTexts, useWords } from '@lienmach/ui';
import { IconKeyboard, IconLayoutDashboard, IconLock } from '@tabler/icons-react';
import { NavLink } from 'react-router';
import { BrandMark } from '../brand.tsx';
import { texts } from '../texts.ts';

interface RailProps {
  readonly screens: readonly Screen[];
  readonly onKeys: () => void;
  readonly onLock: () => void;
}

const LONGEST = 6;

/** Where this role works: home and at most six rooms, icon and word. */
export function Rail({ screens, onKeys, onLock }: RailProps) {
  const t = useTexts(texts);
  const word = useWords();
  const entries = screens
    .flatMap((screen) => (screen.rail ? [{ screen, rail: screen.rail }] : []))
    .sort((a, b) => a.rail.order - b.rail.order)
    .slice(0, LONGEST);
  return (
    <nav className="rail" aria-label={t.rail}>
      <div className="rail-logo">
        <BrandMark size={32} />
      </div>
      <NavLink to="/" end className="rail-entry">
        <IconLayoutDashboard size={22} stroke={1.75} aria-hidden="true" />
        {t.home}
      </NavLink>
      {entries.map(({ screen, rail }) => (
        <NavLink key={screen.id} to={screen.path.replace(/\/:.*$/, '')} className="rail-entry">
          <rail.icon size={22} stroke={1.75} aria-hidden="true" />
          {word(rail.label ?? screen.title)}
        </NavLink>
      ))}
      <span className="rail-rest" />
      <button type="button" className="rail-entry rail-tool" onClick={onKeys} aria-keyshortcuts="F1">
        <IconKeyboard size={22} stroke={1.75} aria-hidden="true" />
        {t.keys}
      </button>
      <button type="button" className="rail-entry rail-tool" onClick={onLock} aria-keyshortcuts="Control+Alt+L">
        <IconLock size={22} stroke={1.75} aria-hidden="true" />
        {t.lock}
      </button>
    </nav>
  );
}
