// Loads the script that marks what the reader knows, but only if the reader knows something. This runs on every page,
// so it imports nothing at first.
try {
  if (localStorage[`known:${import.meta.env.BASE_URL}`]) {
    void import('./progress.ts').then(({ showKnown }) => showKnown());
  }
} catch {
  // Storage is forbidden.
}
