import { mentionedIn } from '../log/counts.ts';
import type { Log, Resource, Topic, Week } from '../log/log.ts';
import type { Site } from '../site.ts';
import type { ExportFormat } from '../urls/urls.ts';
import { bibtex, bibtexRecord } from './bibtex.ts';
import type { Citation, ResourceCitation } from './citation.ts';
import { cslJson, cslRecord } from './csl.ts';
import { markdownList } from './markdownList.ts';
import { ris, risRecord } from './ris.ts';

interface Export {
  readonly name: string;
  readonly mediaType: string;
  readonly write: (records: readonly ResourceCitation[], site: Pick<Site, 'log' | 'wording'>) => string;
  /** One record, for copying from a page. */
  readonly record?: (citation: Citation) => string;
}

/** The export formats. Each file has one record per resource. */
export const exports: Readonly<Record<ExportFormat, Export>> = {
  bibtex: { name: 'BibTeX', mediaType: 'application/x-bibtex', write: bibtex, record: bibtexRecord },
  ris: { name: 'RIS', mediaType: 'application/x-research-info-systems', write: ris, record: risRecord },
  csl: {
    name: 'CSL-JSON',
    mediaType: 'application/vnd.citationstyles.csl+json',
    write: cslJson,
    record: cslRecord,
  },
  markdown: { name: 'Markdown', mediaType: 'text/markdown', write: markdownList },
};

/** The formats in display order. */
export const exportFormats: readonly ExportFormat[] = ['bibtex', 'ris', 'csl', 'markdown'];

/** The formats of bibliographies, in which one record can be copied. */
export const recordFormats = exportFormats.filter((format) => exports[format].record);

/** A topic or a week with the resources that its exports contain. */
export interface ExportedList {
  readonly of: Topic | Week;
  readonly resources: readonly Resource[];
}

/** The topics and weeks that have resources. */
export function exportedLists(log: Log): readonly ExportedList[] {
  return [...log.topics, ...log.weeks]
    .map((of) => ({ of, resources: exportedResources(log, of) }))
    .filter(({ resources }) => resources.length > 0);
}

/** The resources on a topic or on topics in it, in order of appearance; those of a week, in text order. */
export function exportedResources(log: Log, of: Topic | Week): readonly Resource[] {
  return 'key' in of ? mentionedIn(log, of) : log.resourcesWith('topic', of.id);
}
