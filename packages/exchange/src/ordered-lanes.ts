/** Work with one key stands in line, other keys run beside it. Nothing is kept of a key whose line is empty. */
export function orderedLanes(): <Result>(key: string, work: () => Promise<Result>) => Promise<Result> {
  const ends = new Map<string, Promise<unknown>>();
  return (key, work) => {
    const turn = (ends.get(key) ?? Promise.resolve()).then(work, work);
    const end: Promise<unknown> = turn
      .catch(() => undefined)
      .then(() => {
        if (ends.get(key) === end) ends.delete(key);
      });
    ends.set(key, end);
    return turn;
  };
}
