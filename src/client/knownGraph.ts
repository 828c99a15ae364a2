import { readGraph, type CompactGraph, type ReadGraph } from '../log/readGraph.ts';
import { countedIds } from '../log/known.ts';
import { pathGraphFile } from '../urls/urls.ts';
import { currentKnown } from './progressStore.ts';

const base = import.meta.env.BASE_URL;
let read: ReadGraph | undefined;
let loading: Promise<void> | undefined;

/** Loads the prerequisite graph, once. Returns undefined if that fails: boxes can still be ticked. */
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

/** The current id of the resource with this id or alias. Until the graph is loaded, every id counts as current. */
export function idOf(id: string): string | undefined {
  return read ? read.idOf(id) : id;
}

/** The current ids of the known resources. */
export function idsKnown(): ReadonlySet<string> {
  return countedIds(currentKnown(), idOf);
}
