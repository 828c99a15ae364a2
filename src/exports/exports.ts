import type { Log } from '../log/log.ts';
import type { ExportFormat } from '../urls/urls.ts';
import type { Wording } from '../i18n/wording.ts';
import { bibtex, bibtexRecord } from './bibtex.ts';
import type { Citation } from './citation.ts';
import { cslJson, cslRecord } from './csl.ts';
import { markdownList } from './markdownList.ts';

interface Export {
  readonly name: string;
  readonly mediaType: string;
  readonly write: (log: Log, wording: Wording) => string;
  /** The record of one resource, for copying from its page. */
  readonly record?: (citation: Citation) => string;
}

/** The export formats: each file lists all resources with their ids, in order of appearance. */
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

/** The formats in display order. */
export const exportFormats: readonly ExportFormat[] = ['bibtex', 'csl', 'markdown'];
