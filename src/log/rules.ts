/** What a rule asks for, in a sentence, and how to mend what breaks it. `docs/rules.md` has a heading for each. */
export interface Rule {
  readonly asks: string;
  readonly cure: string;
  /** Advice never stops a build; `check --strict` fails for it too. An error where it is not said. */
  readonly severity?: 'advice';
}

/** Every rule that `check`, `build` and `dev` know. The key is the rule's name in messages and in `docs/rules.md`. */
export const rules = {
  'missing-log': {
    asks: 'A log has a file `content/log.md` with a title.',
    cure: 'Create `content/log.md` with `title:` in its frontmatter.',
  },
  'misplaced-file': {
    asks: 'Markdown lies directly in `content/weeks`, `content/pages` or `content/resources`.',
    cure: 'Move the file into one of these folders, or out of `content/`.',
  },
  'file-name': {
    asks: 'A file name is an id: letters, digits, `-`, `_` and `.`, starting with a letter or digit.',
    cure: 'Rename the file; its name becomes the address of the page.',
  },
  'unreadable-file': {
    asks: 'Every file can be read, as UTF-8 text.',
    cure: 'Save the file as UTF-8.',
  },
  'file-limit': {
    asks: 'A Markdown file has at most 512 KiB, and `content/theme.css` 16 KiB.',
    cure: 'Split the entry, or move large tables and code out of it.',
  },
  'symbolic-link': {
    asks: 'Entries, pictures and the theme are files, not symbolic links, which could lead out of the log.',
    cure: 'Replace the link by the file.',
  },
  'hidden-character': {
    asks: 'Text has no control characters and none that turn the direction of writing, which can hide what it says.',
    cure: 'Remove the character at the place; write right-to-left text as it is, without marks.',
  },
  'address-taken': {
    asks: 'No two entries have the same address, aliases and upper or lower case included.',
    cure: 'Rename one of the files or remove the alias.',
  },
  'missing-frontmatter': {
    asks: 'Every entry starts with frontmatter between two lines `---`.',
    cure: 'Start the file with `---`, the fields, and `---`.',
  },
  'yaml-syntax': {
    asks: 'Frontmatter is valid YAML.',
    cure: 'Mend the syntax at the place; a value that contains `: ` or `#` needs quotes.',
  },
  'duplicate-key': {
    asks: 'Each field stands once.',
    cure: 'Remove one of the two, or make them one list.',
  },
  'yaml-alias': {
    asks: 'Frontmatter has no YAML anchors and aliases.',
    cure: 'Write the value out.',
  },
  'yaml-limit': {
    asks: 'Frontmatter has at most 16 KiB and 20 levels.',
    cure: 'Move long text into the body.',
  },
  'unknown-key': {
    asks: 'Frontmatter has only the fields that `docs/writing.md` lists.',
    cure: 'Correct the spelling, or move the text into the body.',
  },
  'missing-key': {
    asks: 'The required fields of an entry are there.',
    cure: 'Add the field.',
  },
  'invalid-value': {
    asks: 'Each field holds a value of its kind.',
    cure: 'Write the value as the message shows.',
  },
  'invalid-date': {
    asks: 'A date is a day, month or year that exists.',
    cure: 'Write `2025-02-07`, `2025-02` or `2025`, with `~` before it where it is reconstructed.',
  },
  'invalid-duration': {
    asks: 'A duration is in hours and minutes.',
    cure: 'Write `45m`, `3h` or `1h 45m`, with `~` before it where it is estimated; for what is read, `15 pages`.',
  },
  'invalid-address': {
    asks: 'An address in frontmatter is `http` or `https`, without a name or password.',
    cure: 'Write the whole address, from `https://` on.',
  },
  'invalid-identifier': {
    asks: 'arXiv, DOI, ISBN and YouTube identifiers have their form, and an ISBN its check digit.',
    cure: 'Copy the identifier again from the source.',
  },
  'conflicting-fields': {
    asks: 'Fields of one entry do not contradict each other.',
    cure: 'Remove one of the two fields, or mend it.',
  },
  'end-before-start': {
    asks: 'A week ends on or after the day it starts.',
    cure: 'Mend one of the two dates.',
  },
  'unknown-topic': {
    asks: 'A topic is one of the log’s vocabulary, `topics:` in `content/log.md`.',
    cure: 'Correct the spelling, or add the topic to `content/log.md`.',
  },
  'unknown-resource': {
    asks: 'A resource named in frontmatter is in the log.',
    cure: 'Correct the id (a file name in `content/resources`, without `.md`), or add the resource.',
  },
  'duplicate-resource': {
    asks: 'Each thing studied is one resource.',
    cure: 'Make the two one entry; keep the other id as an alias.',
  },
  'orphan-resource': {
    severity: 'advice',
    asks: 'A resource is mentioned somewhere, or queued.',
    cure: 'Mention it where it was met, or set `status: queued`.',
  },
  'unused-topic': {
    severity: 'advice',
    asks: 'Each topic of the vocabulary has a resource.',
    cure: 'Give it to a resource, or remove it from `content/log.md`.',
  },
  'self-prerequisite': {
    asks: 'A resource is not its own prerequisite.',
    cure: 'Remove it from its prerequisites.',
  },
  'prerequisite-cycle': {
    asks: 'No resource is, by way of others, a prerequisite of itself.',
    cure: 'Remove one of the prerequisites of the cycle.',
  },
  'part-without-series': {
    asks: 'A resource with a `part` says of which `series`.',
    cure: 'Add `series:` with the id of the course or series, or remove `part:`.',
  },
  'duplicate-part': {
    asks: 'Each part of a series has a number of its own.',
    cure: 'Mend one of the two numbers.',
  },
  'unknown-entry': {
    asks: 'A link to a Markdown file leads to an entry of the log.',
    cure: 'Correct the path; it is relative to the file that holds the link.',
  },
  'wrong-case': {
    asks: 'A path is written with the capitals of the file, since most servers tell them apart.',
    cure: 'Write the path as the message shows.',
  },
  'absolute-path': {
    asks: 'A link to an entry is a path relative to the file that holds it.',
    cure: 'Write the path from this file on, such as `../resources/name.md`.',
  },
  'html-for-md': {
    asks: 'A link to an entry names its Markdown file, not its page.',
    cure: 'End the path in `.md`.',
  },
  'outside-content': {
    asks: 'Paths stay inside `content/`.',
    cure: 'Move the file into `content/`, or link to its public address.',
  },
  'bare-address': {
    severity: 'advice',
    asks: 'What is an entry of the log is linked as one, so that it is mentioned.',
    cure: 'Link to the Markdown file of the entry.',
  },
  'dead-link': {
    severity: 'advice',
    asks: 'An address outside of the log still leads somewhere, as far as `learnlog links` has found.',
    cure: 'Name a copy under `archived:`, or link to where it is now; `checked:` of a later day says that it is there.',
  },
  'moved-link': {
    severity: 'advice',
    asks: 'An address outside of the log is the one that its server gives.',
    cure: 'Look at the new address, and write it in place of the old one.',
  },
  'misleading-host': {
    asks: 'The name of a host is not made to look like another one.',
    cure: 'Check the address; write the host in the letters of one alphabet.',
  },
  'unknown-heading': {
    asks: 'A link with `#…` leads to a heading, an equation or a line of code that exists.',
    cure: 'Use a heading that the message names, or a number that there is.',
  },
  'invalid-moment': {
    asks: 'A moment is `#t=` with seconds, minutes:seconds or hours:minutes:seconds, in a resource that has a `url`.',
    cure: 'Write the moment like `#t=1:27:30`.',
  },
  'moment-past-end': {
    asks: 'A moment lies within the recording.',
    cure: 'Mend the moment, or the `length` of the resource.',
  },
  'link-to-draft': {
    asks: 'A published entry links only to published entries.',
    cure: 'Remove `draft: true` from the other entry, or the link.',
  },
  'unsafe-link': {
    asks: 'Links are `http`, `https`, `mailto`, a path to an entry, or `#…`.',
    cure: 'Use an address of one of these kinds.',
  },
  'undefined-footnote': {
    asks: 'A footnote that is used is defined.',
    cure: 'Add a line `[^name]: …`, or remove the mark.',
  },
  'unused-footnote': {
    asks: 'A footnote that is defined is used.',
    cure: 'Put `[^name]` where the note belongs, or remove the definition.',
  },
  'duplicate-footnote': {
    asks: 'A footnote is defined once.',
    cure: 'Rename one of the two definitions.',
  },
  'top-heading': {
    asks: 'Headings of a body start at `##`: the title is in the frontmatter.',
    cure: 'Write `##`, or remove the heading.',
  },
  'skipped-heading': {
    severity: 'advice',
    asks: 'Headings go down one level at a time.',
    cure: 'Use the level that the message names.',
  },
  'duplicate-heading': {
    severity: 'advice',
    asks: 'Headings of an entry differ, so that a link leads to one of them.',
    cure: 'Say in the heading what sets it apart.',
  },
  'missing-image': {
    asks: 'A picture is a file inside `content/`.',
    cure: 'Correct the path, or add the file to `content/images`.',
  },
  'image-kind': {
    asks: 'A picture is png, jpg, webp or gif, or an SVG drawing of shapes and text with a title and a view box.',
    cure: 'Save the picture in one of these formats; take scripts, links and pictures out of a drawing.',
  },
  'image-limit': {
    asks: 'A picture has at most 2 MiB and 40 million pixels.',
    cure: 'Make it smaller; 2,000 pixels across are enough for a page.',
  },
  'missing-alt': {
    asks: 'An image says in words what it shows.',
    cure: 'Write the words between the brackets: `![what it shows](…)`.',
  },
  'refused-html': {
    asks: 'HTML in an entry is limited to kbd, sub, sup, abbr, br, details and summary.',
    cure: 'Write it in Markdown, or remove it.',
  },
  'unknown-language': {
    asks: 'A code block names a language that the highlighter knows.',
    cure: 'Use the language’s usual name, or `text`.',
  },
  'nesting-limit': {
    asks: 'Lists, quotes and emphasis are nested at most 60 levels deep.',
    cure: 'Write it flatter.',
  },
  'paragraph-limit': {
    asks: 'A paragraph has at most 10,000 marks: punctuation and ends of lines, which Markdown might be written with.',
    cure: 'Split the paragraph by empty lines, or make it a block of code.',
  },
  'expansion-limit': {
    asks: 'A table has at most 20,000 cells, and references repeat at most a million characters of addresses.',
    cure: 'Split the table, or shorten the address that the references have in common.',
  },
  'time-limit': {
    asks: 'An entry takes at most 4 seconds and 384 MiB of memory to read and show.',
    cure: 'Split the entry, and its longest paragraphs, lists and tables.',
  },
  'code-limit': {
    asks: 'A line of code has at most 2,000 characters, a block 64 KiB.',
    cure: 'Shorten the code, or link to it.',
  },
  'invalid-math': {
    asks: 'A formula is TeX that KaTeX understands.',
    cure: 'Mend the formula at the place that the message names.',
  },
  'formula-limit': {
    asks: 'A formula has at most 4,000 characters, and 50 levels of groups.',
    cure: 'Split the formula.',
  },
  'invalid-lock': {
    asks: '`links.lock.json` is as `learnlog links` writes it.',
    cure: 'Take it from the last commit, or delete it and run `learnlog links`.',
  },
  'theme-syntax': {
    asks: '`content/theme.css` is valid CSS.',
    cure: 'Mend the syntax at the place.',
  },
  'unknown-token': {
    asks: 'A theme sets and uses only tokens of the site, which `docs/writing.md` lists.',
    cure: 'Correct the spelling, or remove the declaration.',
  },
  'refused-css': {
    asks: 'A theme sets tokens on `:root`, to colours, sizes and names of fonts, and does nothing else.',
    cure: 'Write `:root { --token: value; }` with a token and a value as `docs/writing.md` shows them.',
  },
  'unknown-slot': {
    asks: 'The files in `slots/` are slots that `docs/owning.md` lists.',
    cure: 'Correct the name, or move the file into a folder below `slots/`, where a slot can import it.',
  },
  'render-failure': {
    asks: 'Every entry can be rendered.',
    cure: 'This is a fault of Learnlog: please report it with the entry that causes it.',
  },
} as const satisfies Record<string, Rule>;

/** The name of a rule. */
export type RuleId = keyof typeof rules;

/** Whether a rule stops a build or only advises. */
export function severityOf(rule: RuleId): 'error' | 'advice' {
  return 'severity' in rules[rule] ? 'advice' : 'error';
}
