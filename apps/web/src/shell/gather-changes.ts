/** milliseconds between two tellings while changes keep coming */
const REST = 400;
/** milliseconds after which an answer is no longer waited for: a line that is down must not keep later news back */
const PATIENCE = 5_000;

const sleep = (milliseconds: number): Promise<void> => new Promise((over) => setTimeout(over, milliseconds));

/**
 * News of a busy house, told together: the first at once, what follows after a rest, and not before the page has read what the
 * telling before made it read. A thousand changes a minute cost a page as much as a few.
 */
export function gatherChanges(
  tell: (names: ReadonlySet<string>) => Promise<unknown>,
): (names: Iterable<string>) => void {
  let waiting = new Set<string>();
  let isTelling = false;
  async function tellAll(): Promise<void> {
    isTelling = true;
    while (waiting.size > 0) {
      const now = waiting;
      waiting = new Set();
      const isRead = tell(now).catch(() => undefined);
      await Promise.all([sleep(REST), Promise.race([isRead, sleep(PATIENCE)])]);
    }
    isTelling = false;
  }
  return (names) => {
    for (const name of names) waiting.add(name);
    if (!isTelling) void tellAll();
  };
}
