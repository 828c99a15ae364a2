// Readers who did not install the site as an app load nothing more than this.
const manifest = document.querySelector<HTMLLinkElement>('link[rel=manifest][data-worker]');
if (manifest && matchMedia('(display-mode: standalone)').matches) void import('./offline.ts');
