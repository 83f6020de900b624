import { Button, Empty, Loading, Note, type Screen, useShownTitleMark, useTexts, useWords } from '@lienmach/ui';
import { Component, type ComponentType, lazy, type ReactNode, Suspense, useEffect } from 'react';
import { texts } from '../texts.ts';

const lazyScreens = new Map<string, ComponentType>();

/** one chunk per room, fetched when its screen opens for the first time */
function componentOf(screen: Screen): ComponentType {
  const known = lazyScreens.get(screen.id);
  if (known) return known;
  const made = lazy(async () => ({ default: await screen.load() }));
  lazyScreens.set(screen.id, made);
  return made;
}

interface FallProps {
  readonly name: string;
  readonly children: ReactNode;
}

/** A screen that breaks does not take the others with it. */
class Fall extends Component<FallProps, { readonly hasFallen: boolean }> {
  override state = { hasFallen: false };

  static getDerivedStateFromError() {
    return { hasFallen: true };
  }

  override render(): ReactNode {
    if (!this.state.hasFallen) return this.props.children;
    return <Broken onAgain={() => this.setState({ hasFallen: false })} />;
  }
}

function Broken({ onAgain }: { readonly onAgain: () => void }) {
  const t = useTexts(texts);
  return (
    <div className="work">
      <div>
        <Note tone="bad" title={t.brokenScreen} action={<Button onClick={onAgain}>{t.reopen}</Button>}>
          {t.brokenHint}
        </Note>
      </div>
    </div>
  );
}

export function ScreenFrame({ screen }: { readonly screen: Screen }) {
  const word = useWords();
  const title = word(screen.title);
  const mark = useShownTitleMark();
  useEffect(() => {
    document.title = `${mark > 0 ? `(${mark}) ` : ''}${title} · Liền Mạch`;
  }, [title, mark]);
  const Body = componentOf(screen);
  return (
    <Fall key={screen.id} name={screen.id}>
      <h1 className="sr">{title}</h1>
      <Suspense fallback={<Loading />}>
        <Body />
      </Suspense>
    </Fall>
  );
}

export function NotFound() {
  const t = useTexts(texts);
  return (
    <div className="work">
      <Empty
        title={t.notFound}
        hint={t.notFoundHint}
        action={
          <a className="btn" href="/">
            {t.goHome}
          </a>
        }
      />
    </div>
  );
}
