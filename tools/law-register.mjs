const confidence = /\([^()]*\b(verified|secondary|from memory|unsure)\b[^()]*\)/g;
const docblock = /\/\*\*[\s\S]*?\*\//g;

/** The `@source` entries of one file; an entry goes on until the next tag or the end of its comment. */
export function collectSources(path, text) {
  return [...text.matchAll(docblock)].flatMap(([block]) =>
    block
      .slice(3, -2)
      .split(/(?=@(?:source|param|returns|throws|example)\b)/)
      .filter((part) => part.startsWith('@source') && !part.startsWith('@source none:'))
      .map((part) => {
        const source = part
          .slice('@source'.length)
          .replace(/\n\s*\*?/g, ' ')
          .replace(/\s+/g, ' ')
          .trim();
        return { path, source, marks: [...new Set([...source.matchAll(confidence)].map(([, mark]) => mark))] };
      }),
  );
}

const LONGEST_ACCESSOR = 6;

/**
 * Names of exported functions that no docblock with `@source` stands before. A comment at the top of the file speaks for
 * all of it, and a function of a few lines may lean on a source that stands elsewhere in its file. What decides nothing
 * says so: `@source none: reads the record`.
 */
export function findRulesWithoutSource(text) {
  const exported =
    /^export (?:async )?(?:function\*? (\w+)|const (\w+)(?:: [^=]+)? =\s*(?:async )?(?:<[^>]*>)?(?:\([^)]*\)|\w+)(?:: [^=\n]+)? =>)/gm;
  if (speaksForFile(text)) return [];
  return [...text.matchAll(exported)].flatMap((found) => {
    const before = text.slice(0, found.index).trimEnd();
    const start = before.endsWith('*/') ? before.lastIndexOf('/**') : -1;
    const hasSource = start >= 0 && before.slice(start).includes('@source');
    const leans = text.includes('@source') && lineCount(text.slice(found.index)) <= LONGEST_ACCESSOR;
    return hasSource || leans ? [] : [found[1] ?? found[2]];
  });
}

/** The first thing in the file is a docblock with a source, and it belongs to no declaration. */
function speaksForFile(text) {
  const [, block = '', next = ''] = /^\s*(\/\*\*[\s\S]*?\*\/)\s*(\w*)/.exec(text) ?? [];
  return block.includes('@source none:') || (block.includes('@source') && next === 'import');
}

/** Lines of the declaration a text begins with: up to the first line that ends it at the left margin. */
function lineCount(text) {
  const lines = text.split('\n');
  const end = lines.findIndex(
    (line, index) => /^[})\]]/.test(line) || line === '' || (index === 0 && line.endsWith(';')),
  );
  return end < 0 ? lines.length : end + 1;
}

const cell = (text) => text.replaceAll('|', '\\|');
const placeOf = (path) =>
  (path.startsWith('systems/') ? path.split('/').slice(0, 3) : path.split('/').slice(0, 2)).join('/');

/** One table for each room and national package, in the order of the tree. */
export function registerText(entries) {
  const places = Map.groupBy(entries, ({ path }) => placeOf(path));
  const sections = [...places].map(([place, rows]) => {
    const lines = rows.map(({ path, source, marks }) => {
      const name = path.slice(place.length + 1);
      return `| [${name}](../../${path}) | ${cell(source)} | ${marks.join(', ')} |`;
    });
    return `## ${place}\n\n| file | source | confidence |\n|---|---|---|\n${[...new Set(lines)].join('\n')}\n`;
  });
  return `# Register of sources

Every law and standard that national/ and systems/ build on, collected from the \`@source\` lines beside the code. Made by \`node tools/check-law.mjs --write\`; never edited by hand. Confidence: *verified* in the text itself, *secondary* in a text about it, *from memory*, *unsure*. What is not verified has to be read by a lawyer of the site before it decides anything.

${sections.join('\n')}`;
}
