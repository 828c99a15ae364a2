import { readGraph, type CompactGraph, type ReadGraph } from '../log/readGraph.ts';
import { countedIds } from '../log/known.ts';
import { pathGraphFile } from '../urls/urls.ts';
import { currentKnown } from './progressStore.ts';

const base = import.meta.env.BASE_URL;
let read: ReadGraph | undefined;
let loading: Promise<void> | undefined;

/** What paths rest on, loaded once; undefined where it cannot be had: boxes can be ticked all the same. */
export async function loadGraph(): Promise<ReadGraph | undefined> {
  loading ??= fetch(`${base}${pathGraphFile}`)
    .then((response) => (response.ok ? (response.json() as Promise<CompactGraph>) : undefined))
    .then((graph) => {
      read = graph && readGraph(graph);
    })
    .catch(() => {
      loading = undefined;
    });
  await loading;
  return read;
}

/** The resource that has a name now. As long as nothing is known of the log, each name is taken for right. */
export function idOf(id: string): string | undefined {
  return read ? read.idOf(id) : id;
}

/** The resources that are known, by their names of now. */
export function idsKnown(): ReadonlySet<string> {
  return countedIds(currentKnown(), idOf);
}
