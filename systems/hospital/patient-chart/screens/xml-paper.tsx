import { formatDate, formatDateTime, useTexts } from '@lienmach/ui';
import { texts } from './texts.ts';

/** what a reader wants of an element: its words, without those of the signature */
const wordsOf = (element: Element): string => (element.textContent ?? '').replace(/[ \t]+/g, ' ').trim();

const childrenOf = (element: Element, name: string): Element[] =>
  [...element.children].filter(({ localName }) => localName === name);

interface Section {
  readonly title: string;
  readonly lines: readonly string[];
}

/** what is a line of its own, in XHTML and in the narrative of CDA */
const LINES = 'tr, p, li, paragraph, item';

/** rows of tables and paragraphs, one line each */
function linesOf(element: Element): string[] {
  const rows = [...element.querySelectorAll(LINES)].filter((one) => one.querySelector(LINES) === null);
  if (rows.length === 0) return [wordsOf(element)].filter((line) => line !== '');
  return rows
    .map((row) => (row.children.length > 1 ? [...row.children].map(wordsOf).filter(Boolean).join(' · ') : wordsOf(row)))
    .filter((line) => line !== '');
}

function sectionsOf(root: Element): Section[] {
  return childrenOf(root, 'Muc').map((one) => ({ title: one.getAttribute('ten') ?? '', lines: linesOf(one) }));
}

/** A CDA document: title, who keeps it, and its sections as people read them. */
function CdaPaper({ root }: { readonly root: Element }) {
  const custodian = root.querySelector('custodian name');
  const signer = root.querySelector('legalAuthenticator assignedPerson name');
  const sections = [...root.querySelectorAll('structuredBody section')].map((section, place) => ({
    key: String(place),
    title: childrenOf(section, 'title').map(wordsOf).join(' '),
    lines: childrenOf(section, 'text').flatMap(linesOf),
  }));
  return (
    <article className="paper-doc">
      <p className="sec">{custodian && wordsOf(custodian)}</p>
      <p>
        <b>{childrenOf(root, 'title').map(wordsOf)}</b>
      </p>
      {sections.map(({ key, title, lines }) => (
        <section key={key}>
          <h3>{title}</h3>
          {[...new Set(lines)].map((line) => (
            <p key={line}>{line}</p>
          ))}
        </section>
      ))}
      {signer && (
        <p className="paper-signer">
          <b>{wordsOf(signer)}</b>
        </p>
      )}
    </article>
  );
}

/** A signed document in the words of its reader: what the signature covers, nothing added. */
export function XmlPaper({ xml }: { readonly xml: string }) {
  const t = useTexts(texts);
  const parsed = new DOMParser().parseFromString(xml, 'application/xml');
  const found = parsed.getElementsByTagNameNS('*', 'TomTatHoSoBenhAn')[0];
  if (parsed.documentElement.localName === 'ClinicalDocument') return <CdaPaper root={parsed.documentElement} />;
  if (found === undefined) return <p className="paper-text">{wordsOf(parsed.documentElement)}</p>;
  const [person] = childrenOf(found, 'NguoiBenh');
  const [visit] = childrenOf(found, 'LuotKham');
  const [signer] = childrenOf(found, 'NguoiKy');
  const [facility] = childrenOf(found, 'CoSo');
  const diseases = childrenOf(found, 'ChanDoan').flatMap((one) => [...one.children]);
  return (
    <article className="paper-doc">
      <p className="sec">{facility && wordsOf(facility)}</p>
      <p>
        <b>{person && wordsOf(childrenOf(person, 'HoTen')[0] ?? person)}</b>
        <span className="sec n"> · {formatDate(person?.getAttribute('ngaySinh') ?? '')}</span>
        <span className="sec n"> · {formatDate(visit?.getAttribute('vao') ?? '')}</span>
      </p>
      <h3>{t.diseases}</h3>
      {diseases.map((one) => (
        <p key={one.getAttribute('icd10')}>
          <b className="n">{one.getAttribute('icd10')}</b> {wordsOf(one)}
        </p>
      ))}
      {sectionsOf(found).map(({ title, lines }) => (
        <section key={title}>
          <h3>{title}</h3>
          {lines.map((line) => (
            <p key={line}>{line}</p>
          ))}
        </section>
      ))}
      {signer && (
        <p className="paper-signer">
          <b>{wordsOf(signer)}</b>
          <span className="sec n"> · {formatDateTime(signer.getAttribute('thoiDiem') ?? '')}</span>
        </p>
      )}
    </article>
  );
}
