const PAGE = 200;

export interface Listed<R> {
  readonly items: readonly R[];
  /** there are more than are listed */
  readonly hasMore: boolean;
}

interface Page<R> {
  readonly items: readonly R[];
  readonly next?: string;
}

/** What a query finds, in its order, up to `most`; more is said and not thrown: a list on which patients stand never goes dark. */
export async function listNewest<R>(
  page: (count: number, cursor: string | undefined) => Promise<Page<R>>,
  most: number,
): Promise<Listed<R>> {
  const items: R[] = [];
  let cursor: string | undefined;
  do {
    const found = await page(Math.min(PAGE, most - items.length), cursor);
    items.push(...found.items);
    cursor = found.next;
  } while (cursor !== undefined && items.length < most);
  return { items, hasMore: cursor !== undefined };
}
