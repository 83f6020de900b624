/** Fields of a segment that name a person: PID-3 numbers, -5 name, -7 birth, -11 address, -13 and -14 phones, -19 old number. */
const personal: Readonly<Record<string, readonly number[]>> = {
  PID: [2, 3, 4, 5, 6, 7, 9, 11, 13, 14, 18, 19],
  NK1: [2, 4, 5, 6],
  IN1: [2, 16, 18, 19, 36],
  PV1: [7, 8, 9, 17, 19],
};

const hide = (field: string): string => field.replace(/[^^~&]+/g, (part) => (part === '' ? part : '•••'));

/**
 * An HL7 v2 message without what names a person: structure, codes and values stay, so that most causes can be seen without
 * seeing whose they are.
 *
 * @source Luật Bảo vệ dữ liệu cá nhân 91/2025/QH15, data minimisation (secondary); the choice of fields is ours
 */
export function maskMessage(content: string): string {
  return content
    .split(/(\r\n|\r|\n)/)
    .map((line) => {
      const fields = line.split('|');
      const hidden = personal[fields[0] ?? ''];
      return hidden === undefined
        ? line
        : fields.map((field, at) => (hidden.includes(at) ? hide(field) : field)).join('|');
    })
    .join('');
}
