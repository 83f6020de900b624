const KEPT = 'lienmach.focus';
/** milliseconds: how often and how long the field is looked for */
const LOOK = 100;
const LONGEST = 5_000;

interface KeptFocus {
  readonly path: string;
  readonly name: string;
}

/** Remembers the name of the field, nothing of what is in it. */
export function keepFocus(): void {
  const name = document.activeElement?.getAttribute('name');
  if (!name) sessionStorage.removeItem(KEPT);
  else sessionStorage.setItem(KEPT, JSON.stringify({ path: location.pathname, name } satisfies KeptFocus));
}

function readKept(): KeptFocus | undefined {
  const text = sessionStorage.getItem(KEPT);
  sessionStorage.removeItem(KEPT);
  return text === null ? undefined : (JSON.parse(text) as KeptFocus);
}

/** After a reload or a new sign-in the cursor stands where it stood, unless the hands are already somewhere else. */
export function returnFocus(): () => void {
  const kept = readKept();
  if (kept === undefined || kept.path !== location.pathname) return () => undefined;
  const until = Date.now() + LONGEST;
  let isFound = false;
  const stop = (): void => {
    clearInterval(timer);
    document.removeEventListener('keydown', stop);
    document.removeEventListener('pointerdown', stop);
  };
  const look = (): void => {
    const field = document.querySelector<HTMLElement>(`main [name="${CSS.escape(kept.name)}"]`);
    // a screen that has just come puts the cursor itself: one look later
    if (isFound) field?.focus();
    if (isFound || Date.now() > until) stop();
    isFound = field !== null;
  };
  const timer = setInterval(look, LOOK);
  document.addEventListener('keydown', stop);
  document.addEventListener('pointerdown', stop);
  return stop;
}
