/** What the fund and the patient are charged of the 1st, 2nd, … examination of one day; nothing from the sixth on. */
const byOrder = [10_000, 3000, 3000, 3000, 1000];

interface Exam {
  readonly id: string;
  /** local `yyyy-MM-ddTHH:mm` */
  readonly orderedAt: string;
}

/**
 * Ratio of every examination by its order in time on its day: 100, 30, 30, 30, 10, 0 %.
 * Examinations at the same minute keep the order in which they were given.
 *
 * @returns hundredths of a percent by id
 * @source TT 22/2023/TT-BYT, khám nhiều chuyên khoa trong một ngày; QĐ 3176/QĐ-BYT TYLE_TT_DV (secondary)
 */
export function examRatios(exams: readonly Exam[]): ReadonlyMap<string, number> {
  const inOrder = exams.toSorted((a, b) => (a.orderedAt < b.orderedAt ? -1 : Number(a.orderedAt > b.orderedAt)));
  const seen = new Map<string, number>();
  return new Map(
    inOrder.map(({ id, orderedAt }) => {
      const day = orderedAt.slice(0, 10);
      const order = seen.get(day) ?? 0;
      seen.set(day, order + 1);
      return [id, byOrder[order] ?? 0];
    }),
  );
}
