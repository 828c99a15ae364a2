import type { Log } from '../log/log.ts';
import type { ExportFormat } from '../urls/urls.ts';
import type { Wording } from '../i18n/wording.ts';
import { bibtex, bibtexRecord } from './bibtex.ts';
import type { Citation } from './citation.ts';
import { cslJson, cslRecord } from './csl.ts';
import { markdownList } from './markdownList.ts';

interface Export {
  /** What the format calls itself. */
  readonly name: string;
  readonly mediaType: string;
  readonly write: (log: Log, wording: Wording) => string;
  /** One resource, where its page shows it to be copied. */
  readonly record?: (citation: Citation) => string;
}

/** How the resources leave for other programs: every one in each file, with its id, in the order met. */
export const exports: Readonly<Record<ExportFormat, Export>> = {
  bibtex: { name: 'BibTeX', mediaType: 'application/x-bibtex', write: bibtex, record: bibtexRecord },
  csl: {
    name: 'CSL-JSON',
    mediaType: 'application/vnd.citationstyles.csl+json',
    write: cslJson,
    record: cslRecord,
  },
  markdown: { name: 'Markdown', mediaType: 'text/markdown', write: markdownList },
};

/** The formats in the order in which they are offered. */
export const exportFormats: readonly ExportFormat[] = ['bibtex', 'csl', 'markdown'];
