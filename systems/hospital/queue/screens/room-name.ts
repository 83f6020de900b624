/**
 * A room for people who look for a door: its number first when it has one, without the words that every door shares.
 * `Phòng khám Nội 1` → `Nội 1`; `105 Nội tổng hợp` → number 105, `Nội tổng hợp`.
 */
export function doorOf(name: string): { readonly number: string | undefined; readonly words: string } {
  const short = name.replace(/^phòng(?: khám)?(?: số)?\s+/iu, '');
  const numbered = /^(\d{1,4}[A-Za-z]?)\b[\s.:–-]*(.*)$/u.exec(short);
  return { number: numbered?.[1], words: numbered === null ? short : (numbered[2] ?? '') };
}

/** `012`, as it stands on the slip */
export const ticketText = (ticket: number): string => String(ticket).padStart(3, '0');
