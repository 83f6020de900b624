/** One thing that the guide of the README asks its reader to do or to look for. */
export type GuideAct =
  | { readonly verb: 'choose' | 'see'; readonly label: string }
  | { readonly verb: 'type'; readonly label: string; readonly text: string }
  | { readonly verb: 'password'; readonly label: string }
  | { readonly verb: 'press'; readonly keys: string }
  | { readonly verb: 'picture'; readonly file: string };

interface Words {
  readonly heading: string;
  readonly choose: string;
  readonly type: string;
  readonly password: string;
  readonly press: string;
  readonly see: string;
}

const label = '\\*\\*([^*]+)\\*\\*';
const code = '`([^`]+)`';

/** The verbs of the guide in both languages; every other word is for the reader only. */
export const guideWords: Readonly<Record<'en' | 'vi', Words>> = {
  en: {
    heading: '## A visit, step by step',
    choose: `[Cc]hoose ${label}`,
    type: `[Ii]n ${label} type ${code}`,
    password: `[Ii]n ${label} type the password`,
    press: `[Pp]ress ${code}`,
    see: `[Ss]ee ${label}`,
  },
  vi: {
    heading: '## Một lượt khám, từng bước',
    choose: `[Cc]họn ${label}`,
    type: `[Ởở] ô ${label} gõ ${code}`,
    password: `[Ởở] ô ${label} gõ mật khẩu`,
    press: `[Bb]ấm ${code}`,
    see: `[Tt]hấy ${label}`,
  },
};

/** What the guide asks for, in the order in which it is read. @throws when the README has no guide */
export function readGuide(readme: string, words: Words): GuideAct[] {
  const start = readme.indexOf(words.heading);
  if (start < 0) throw new Error(`no heading "${words.heading}"`);
  const rest = readme.slice(start + words.heading.length);
  const end = rest.search(/^## /m);
  const text = (end < 0 ? rest : rest.slice(0, end)).replaceAll(/\s+/g, ' ');
  const picture = '!\\[[^\\]]*\\]\\((docs/guide/.+?)\\)';
  const acts = new RegExp([picture, words.password, words.type, words.choose, words.press, words.see].join('|'), 'g');
  return [...text.matchAll(acts)].map(([, file, secret, field, typed, choice, keys, seen]): GuideAct => {
    if (file) return { verb: 'picture', file };
    if (secret) return { verb: 'password', label: secret };
    if (field) return { verb: 'type', label: field, text: typed ?? '' };
    if (choice) return { verb: 'choose', label: choice };
    if (keys) return { verb: 'press', keys };
    return { verb: 'see', label: seen ?? '' };
  });
}
