/** The reason why a page was not rendered, with the file of its entry, if it has one. */
export class PageFailure extends Error {
  readonly page: string;
  readonly file: string | undefined;

  constructor(page: string, file: string | undefined, cause: unknown) {
    super(
      `The page "${page}"${file === undefined ? '' : ` of ${file}`} cannot be rendered: ${cause instanceof Error ? cause.message : cause}`,
      { cause },
    );
    this.name = 'PageFailure';
    this.page = page;
    this.file = file;
    // The stack of this error says nothing. The stack of its cause shows where to look.
    this.stack = `${this.name}: ${this.message}`;
  }
}

/**
 * Finds a page's failure in an error or its causes. The bundle that renders pages has its own copy of the class, so
 * `instanceof` does not recognise it.
 */
export function pageFailureIn(error: unknown): PageFailure | undefined {
  if (!(error instanceof Error)) return undefined;
  return error.name === 'PageFailure' ? (error as PageFailure) : pageFailureIn(error.cause);
}
