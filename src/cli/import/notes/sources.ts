/** Whether a file is a text that becomes a note. */
export function isNote(file: string): boolean {
  return /\.(?:md|markdown|mdown|mdx|html?)$/i.test(file);
}

/** Whether a file is a picture, at least by its extension. */
export function isPicture(file: string): boolean {
  return /\.(?:png|jpe?g|jfif|webp|gif|svg|avif|tiff?|bmp|heic)$/i.test(file);
}

/** Whether entries can link to a file: `docs/writing.md` lists the types. */
export function isServed(file: string): boolean {
  return /\.(?:pdf|ipynb|csv|txt|png|jpe?g|webp|gif|svg|avif)$/i.test(file);
}
