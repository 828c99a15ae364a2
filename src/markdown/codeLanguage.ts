import { bundledLanguages, bundledLanguagesAlias } from 'shiki';
import { unambiguousName } from '../log/unambiguousFixes.ts';

const supported = new Set([
  ...Object.keys(bundledLanguages),
  ...Object.keys(bundledLanguagesAlias),
  'text',
  'plaintext',
  'txt',
]);

/** Other names found in notes, by the language that highlights them. */
const otherNames: Readonly<Record<string, readonly string[]>> = {
  apache: ['apacheconf', 'htaccess'],
  asm: ['assembler', 'assembly', 'gas', 'nasm', 'ptx', 's', 'x86', 'x86asm'],
  bat: ['cmd', 'dos'],
  cpp: ['arduino', 'cl', 'cu', 'cuda', 'cuh', 'h', 'hip', 'hpp', 'ino', 'metal', 'opencl'],
  diff: ['patch', 'udiff'],
  go: ['golang'],
  html: ['xhtml'],
  ini: ['cfg', 'cnf', 'conf', 'config', 'desktop', 'editorconfig', 'service'],
  javascript: ['ecmascript', 'node', 'nodejs'],
  json: ['geojson', 'ipynb', 'json-ld', 'webmanifest'],
  jsonl: ['jsonlines', 'ndjson'],
  matlab: ['octave'],
  nginx: ['nginxconf'],
  powershell: ['pwsh'],
  proto: ['proto3', 'protobuf'],
  python: ['colab', 'gyp', 'ipython', 'jupyter', 'micropython', 'py-repl', 'pycon', 'pytb', 'pytb3', 'sage'],
  r: ['rlang', 'rmd', 'rscript', 'splus'],
  shellscript: ['ash', 'bashrc', 'dash', 'ksh', 'pbs', 'slurm', 'terminal'],
  shellsession: ['bash-session', 'sh-session', 'shell-session', 'zsh-session'],
  sql: ['mysql', 'postgres', 'postgresql', 'psql', 'sqlite', 'sqlite3', 'tsql'],
  text: [
    ...['ascii', 'ascii-art', 'bnf', 'crontab', 'dockerignore', 'dot', 'ebnf', 'error', 'gitattributes', 'gitignore'],
    ...['graphviz', 'gv', 'hosts', 'no-highlight', 'nohighlight', 'none', 'out', 'output', 'plain', 'prompt'],
    ...['pseudo', 'pseudocode', 'raw', 'repl', 'requirements', 'requirements.txt', 'result', 'results', 'stderr'],
    ...['stdin', 'stdout', 'traceback', 'tree', 'unknown'],
  ],
  xml: ['plist', 'rss', 'svg', 'wsdl', 'xsd'],
};

const languages = new Map<string, string>([
  ...Object.entries(otherNames).flatMap(([language, names]) => names.map((name) => [name, language] as const)),
  ...[...supported].map((name) => [name, name] as const),
]);

/** The first words of a fence: `python`, `{python}`, `{.python`, `python{1,3}`, `language-python`, `python:file.py`. */
const written = /^\{?\.?(?:lang(?:uage)?-)?([^\s{}:,;="]+)/;

/** The language of a code block. */
export interface CodeLanguage {
  /** As the author wrote it, in lower case. */
  readonly name: string;
  /** The highlighter's name for it, or `text`. */
  readonly language: string;
  readonly isKnown: boolean;
  /** The rest of the word, such as `{1,3}`. */
  readonly rest: string;
}

/** A name without the version at its end: `python3.12`, `c++17`, `c11`. */
function withoutVersion(name: string): string {
  let end = name.length;
  while (end > 0 && /[\d.]/.test(name.charAt(end - 1))) end -= 1;
  if (end === name.length || name.charAt(end) === '.') return name;
  if (name.charAt(end - 1) === '-') end -= 1;
  return end > 1 || name.startsWith('c') ? name.slice(0, end) : name;
}

/** Reads the language from the first word of a fence. */
export function readLanguage(word: string): CodeLanguage {
  const [whole = '', found = word] = written.exec(word) ?? [];
  const rest = word.slice(whole.length);
  for (const name of [word.toLowerCase(), found.toLowerCase()]) {
    // `python3.12` and `c++17` are `python` and `c++`.
    const language = languages.get(name) ?? languages.get(withoutVersion(name));
    if (language !== undefined) return { name, language, isKnown: true, rest: name.length < word.length ? rest : '' };
  }
  return { name: found.toLowerCase(), language: 'text', isKnown: false, rest };
}

/** ` Did you mean "…"?` with the only language whose name is almost the same, or an empty string. */
export function languageMeant(name: string): string {
  const near = name.length < 4 ? undefined : unambiguousName(name, languages.keys());
  return near === undefined ? '' : ` Did you mean "${near}"?`;
}
