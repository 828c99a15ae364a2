/** A rule for every log, and how to fix a violation. `docs/rules.md` has a heading for each. */
export interface Rule {
  /** One sentence that is true of every log without this problem. */
  readonly description: string;
  readonly fix: string;
  /**
   * An error by default. Only errors stop a build. Warnings (the entry may not show what its author means) stop it with
   * `--strict`, and advice never does.
   */
  readonly severity?: 'warning' | 'advice';
}

/** Every rule that `check`, `build` and `dev` apply. The key is the rule's name in messages and in `docs/rules.md`. */
export const rules = {
  'missing-log': {
    description: 'A log has a file `content/log.md` with a title.',
    fix: 'Create `content/log.md` with `title:` in its frontmatter.',
  },
  'misplaced-file': {
    description:
      'Markdown files are directly in `content/weeks` (or the folder named after the log’s `period`), `content/pages` or `content/resources`, or in `content/notes` and up to eight folders there, or, as drafts, in `content/drafts`.',
    fix: 'Move the file into one of these folders, or out of `content/`.',
  },
  'unread-file': {
    severity: 'warning',
    description:
      'Text files in `content/` are Markdown. Others, such as Org, HTML and BibTeX files, are not read. Notebooks and CSV files are published if an entry links to them.',
    fix: 'Convert the file to Markdown, or move it out of `content/`. Link to a notebook or a CSV file.',
  },
  'file-name': {
    description:
      'A file name is an id: letters, digits, `-`, `_` and `.`, starting with a letter or digit. It works on every system, so it is not `con` or `index.html`, and has at most 200 bytes.',
    fix: 'Rename the file. Its name becomes the address of the page.',
  },
  'unreadable-file': {
    description: 'Every file is readable UTF-8 text.',
    fix: 'Save the file as UTF-8.',
  },
  'file-limit': {
    description: 'A Markdown file is at most 512 KiB, and `content/theme.css` and `content/words.yaml` at most 16 KiB.',
    fix: 'Split the entry, or move large tables and code out of it.',
  },
  'symbolic-link': {
    description: 'Entries, pictures and the theme are regular files. A symbolic link could lead out of the log.',
    fix: 'Replace the link with the file itself.',
  },
  'hidden-character': {
    description:
      'Text has no control characters, no characters that change the writing direction and no invisible ones, because they can hide what a text says. The same applies to escapes such as `\\u202e` and `&#x202e;`.',
    fix: 'Remove the character. Right-to-left text needs no direction marks. To get a backslash between double quotation marks, write two.',
  },
  'address-taken': {
    description:
      'No two entries and no two topics share an address. Aliases count, case is ignored, and no two periods have the same file name.',
    fix: 'Rename one of the files, or remove the alias.',
  },
  'missing-frontmatter': {
    description:
      'Every entry starts with frontmatter between two `---` lines, or, if it is a note or a page, with its title as a heading.',
    fix: 'Start the file with `---`, the fields, and `---`. A note or page can start with `# Title` instead.',
  },
  'yaml-syntax': {
    description: 'Frontmatter is valid YAML.',
    fix: 'Fix the syntax. A value that contains `: ` or ` #` needs quotes.',
  },
  'duplicate-key': {
    description: 'Each field appears once.',
    fix: 'Remove one of them, or combine their values into one list.',
  },
  'yaml-alias': {
    description: 'Frontmatter has no YAML anchors, aliases or tags, which start with `&`, `*` and `!`.',
    fix: 'Put quotes around the value if it is text. Otherwise, write it out in full.',
  },
  'cut-value': {
    severity: 'warning',
    description: 'No value contains ` #` without quotes, because that starts a comment in YAML.',
    fix: 'Put quotes around the whole value. Write a comment on its own line.',
  },
  'yaml-limit': {
    description: 'Frontmatter is at most 16 KiB and 20 levels deep.',
    fix: 'Move long text into the body.',
  },
  'unknown-key': {
    description: 'Frontmatter has only the fields listed in `docs/writing.md`.',
    fix: 'Correct the spelling, or move the text into the body.',
  },
  'foreign-key': {
    severity: 'warning',
    description: 'Frontmatter has no fields of other programs, such as `layout` and `tags`.',
    fix: 'Remove the field.',
  },
  'missing-key': {
    description: 'An entry has all its required fields.',
    fix: 'Add the field.',
  },
  'invalid-value': {
    description: 'Each field has a value of the right kind.',
    fix: 'Write the value as the message shows.',
  },
  'invalid-date': {
    description:
      'A date is an existing day, month or year, and the days in a log are from 1900 to 2199. A time after a day is ignored.',
    fix: 'Write `2025-02-07`, `2025-02` or `2025`. Put `~` before a reconstructed date.',
  },
  'invalid-duration': {
    description: 'A duration is in hours and minutes.',
    fix: 'Write `45m`, `3h` or `1h 45m`, or `15 pages` for the length of a text. Put `~` before an estimate.',
  },
  'invalid-address': {
    description:
      'An address in frontmatter starts with `http://` or `https://` and has no user name or password. The path of `site` has only letters from a to z, digits, `-`, `.`, `_` and `~`.',
    fix: 'Write the full address, starting with `https://`.',
  },
  'invalid-identifier': {
    description:
      'arXiv, DOI, ISBN and YouTube identifiers have the right form, and the check digit of an ISBN is correct.',
    fix: 'Copy the identifier from the source again.',
  },
  'doubtful-author': {
    severity: 'warning',
    description: 'Each author is one name. Without quotes, a comma ends a name in a list.',
    fix: 'Write `[Ada Lovelace, "Müller, Klaus-Robert"]`.',
  },
  'conflicting-fields': {
    description: 'The fields of an entry do not contradict each other.',
    fix: 'Correct or remove one of the two fields.',
  },
  'end-before-start': {
    description: 'A week, or another period, does not end before it starts.',
    fix: 'Correct one of the two dates.',
  },
  'open-week': {
    severity: 'advice',
    description:
      'If a week has no `end`, the next one starts within seven days. The same applies to a period of your own, such as a sprint, if some have an `end`.',
    fix: 'Add `end:` with the last day. Without it, a week lasts seven days.',
  },
  'unknown-topic': {
    description: 'If `content/log.md` lists topics, every topic is under `topics:` there, or is a folder of notes.',
    fix: 'Correct the spelling, or add the topic to `content/log.md`.',
  },
  'doubtful-topic': {
    severity: 'warning',
    description:
      'A topic that has only one entry and is not listed in `content/log.md` does not have nearly the same name as another topic, because that may be a typo.',
    fix: 'Correct the name of the topic or of the folder that makes it. If the name is right, list the topic under `topics:` in `content/log.md`.',
  },
  'unknown-resource': {
    description: 'Every resource named in frontmatter is in the log.',
    fix: 'Correct the id (a file name in `content/resources`, without `.md`), or add the resource.',
  },
  'duplicate-resource': {
    description: 'Each thing studied has one entry.',
    fix: 'Merge the two entries, and keep the other id as an alias.',
  },
  'duplicate-citation-key': {
    description:
      'No two resources have the same citation key. The id of a resource without `key` counts, and case is ignored.',
    fix: 'Change one of the two keys.',
  },
  'orphan-resource': {
    severity: 'advice',
    description: 'In a log with weeks or notes, a resource is mentioned somewhere or queued.',
    fix: 'Mention it where you first used it, or set `status: queued`.',
  },
  'unused-topic': {
    severity: 'advice',
    description: 'Every topic has at least one entry.',
    fix: 'Add the topic to an entry, or remove it from `content/log.md`.',
  },
  'topic-cycle': {
    description: 'No topic contains itself, through `parent` or folders.',
    fix: 'Remove one `parent` in the cycle.',
  },
  'shared-folder': {
    severity: 'warning',
    description: 'Folders of notes in different places have different names, because the name is the topic.',
    fix: 'Rename one of the folders. If they are one topic, list it under `topics:` in `content/log.md`.',
  },
  'self-prerequisite': {
    description: 'A resource is not its own prerequisite.',
    fix: 'Remove it from its prerequisites.',
  },
  'prerequisite-cycle': {
    description: 'Prerequisites do not form a cycle.',
    fix: 'Remove one of the prerequisites in the cycle.',
  },
  'part-without-series': {
    description: 'A resource with a `part` has a `series`.',
    fix: 'Add `series:` with the id of the course or series, or remove `part:`.',
  },
  'duplicate-part': {
    description: 'Each part of a series has its own number.',
    fix: 'Correct one of the two numbers.',
  },
  'unknown-entry': {
    description: 'A link to a Markdown file leads to an entry of the log.',
    fix: 'Correct the path. It is relative to the file that contains the link.',
  },
  'wrong-case': {
    description: 'A path uses the same upper and lower case as the file name, because most servers distinguish them.',
    fix: 'Write the path as the message shows.',
  },
  'absolute-path': {
    description: 'A link to an entry is a path relative to the file that contains it.',
    fix: 'Write a relative path, such as `../resources/name.md`.',
  },
  'missing-file': {
    description: 'A link to a file leads to one inside `content/`.',
    fix: 'Correct the path, or add the file. The path is relative to the file that contains the link.',
  },
  'linked-file': {
    description:
      'A file that an entry links to is a PDF, notebook, picture, CSV or text file of at most 10 MiB, and its content matches its extension.',
    fix: 'Save the file as one of these types, or put it elsewhere and link to its public address.',
  },
  'html-for-md': {
    description: 'A link to an entry names its Markdown file, not its page.',
    fix: 'End the path with `.md`.',
  },
  'outside-content': {
    description: 'Paths stay inside `content/`.',
    fix: 'Move the file into `content/`, or link to its public address.',
  },
  'bare-address': {
    severity: 'advice',
    description: 'A link to something that is a resource of the log goes to its entry, so that it counts as a mention.',
    fix: 'Link to the Markdown file of the resource.',
  },
  'dead-link': {
    severity: 'advice',
    description: 'External links work, as far as `learnlog links` can tell.',
    fix: 'Add a copy under `archived:`, or link to the new address. If the link works after all, set `checked:` to the day you looked.',
  },
  'moved-link': {
    severity: 'advice',
    description: 'External links use the current address.',
    fix: 'Open the new address, and replace the old one with it.',
  },
  'misleading-host': {
    description:
      'A link does not pretend to lead to another host: with letters of another alphabet, a user name before `@`, or a link text that is the host of another owner.',
    fix: 'Check the address. Write the host name in one alphabet, and make the link text match the link.',
  },
  'unknown-heading': {
    description: 'A link with `#…` leads to an existing heading, equation or line of code.',
    fix: 'Use one of the headings in the message, or the number of an existing equation or line.',
  },
  'invalid-moment': {
    description:
      'A moment is `#t=` with seconds, minutes:seconds or hours:minutes:seconds, and its resource has a `url`.',
    fix: 'Write the moment like `#t=1:27:30`.',
  },
  'moment-past-end': {
    description: 'A moment is within the length of the recording.',
    fix: 'Correct the moment, or the `length` of the resource.',
  },
  'link-to-draft': {
    description: 'A published entry links only to published entries.',
    fix: 'Remove `draft: true` from the other entry, or remove the link.',
  },
  'unsafe-link': {
    description: 'A link is `http`, `https`, `mailto`, a path to an entry, or `#…`.',
    fix: 'Use a link of one of these kinds.',
  },
  'undefined-footnote': {
    description: 'Every footnote that is used is defined.',
    fix: 'Add a line `[^name]: …`, or remove the reference.',
  },
  'unused-footnote': {
    description: 'Every footnote that is defined is used.',
    fix: 'Put `[^name]` where the note belongs, or remove the definition.',
  },
  'duplicate-footnote': {
    description: 'A footnote is defined once.',
    fix: 'Rename one of the two definitions.',
  },
  'top-heading': {
    description:
      'Headings in a body start at `##`. Only the first heading can have one `#`: if it repeats the title, or if it is the title because the frontmatter has none.',
    fix: 'Write `##`. Remove `title:` if the heading is to be the title.',
  },
  'skipped-heading': {
    severity: 'advice',
    description: 'Heading levels go down one at a time.',
    fix: 'Use the level in the message.',
  },
  'duplicate-heading': {
    severity: 'advice',
    description: 'The headings of an entry are all different, so that a link leads to the right one.',
    fix: 'Make the heading more specific.',
  },
  'missing-image': {
    description: 'A picture is a file inside `content/`.',
    fix: 'Correct the path, or add the file to `content/images`.',
  },
  'image-kind': {
    description:
      'A picture is a whole PNG, JPEG, WebP or GIF, or an SVG drawing with a size and nothing but shapes, text and their colours.',
    fix: 'Save the picture again in one of these formats. Remove scripts, links, pictures and HTML from a drawing.',
  },
  'image-limit': {
    description: 'A picture is at most 2 MiB and 40 million pixels.',
    fix: 'Make it smaller. A page needs no more than 2,000 pixels across.',
  },
  'missing-alt': {
    description: 'An image has a description.',
    fix: 'Write it between the brackets: `![what it shows](…)`.',
  },
  'refused-html': {
    description:
      'HTML in an entry has only the elements listed in `docs/writing.md`, no handlers such as `onclick`, and no link inside a link.',
    fix: 'Write what the message shows. Put backticks around a tag that is meant as text.',
  },
  'unclosed-element': {
    description: 'An HTML element ends in the block, list item or cell in which it starts.',
    fix: 'Write the end tag, such as `</details>`, where the element ends.',
  },
  'stray-end-tag': {
    severity: 'warning',
    description: 'An HTML end tag has a start tag before it.',
    fix: 'Remove the end tag, or write the start tag.',
  },
  'markdown-in-html': {
    severity: 'warning',
    description: 'Markdown inside HTML has an empty line before it. Without one, it is shown as text.',
    fix: 'Put an empty line before and after the Markdown.',
  },
  'ignored-html': {
    severity: 'warning',
    description: 'Every HTML attribute has an effect.',
    fix: 'Remove the attribute, or the `<source>` of a picture. Entries look like the rest of the site, and only their headings have ids.',
  },
  'private-comment': {
    severity: 'advice',
    description: 'Text between two `%%`, a private comment in Obsidian, is left out of everything that is published.',
    fix: 'Keep it if it is private. For the characters themselves, write `\\%%`.',
  },
  'unclosed-comment': {
    description: 'A private comment starts and ends with `%%`.',
    fix: 'Add `%%` after the comment. For the characters themselves, write `\\%%`, or put them in backticks.',
  },
  'foreign-syntax': {
    severity: 'warning',
    description: 'Text has no syntax of other programs, such as Obsidian’s `[[links]]`, which would be shown as typed.',
    fix: 'Write it as the message shows. For the characters themselves, put a backslash before them, or use backticks.',
  },
  'undefined-reference': {
    severity: 'warning',
    description: 'The name in `[text][name]` is defined, with a line such as `[name]: https://example.org/`.',
    fix: 'Add the definition, or write the address: `[text](address)`. For the characters themselves, write `\\[`.',
  },
  'unknown-callout': {
    severity: 'warning',
    description: 'A callout is of a known kind, because any other is shown as a quotation.',
    fix: 'Use a kind that `docs/writing.md` lists. The text after it is your own title.',
  },
  'odd-space': {
    severity: 'warning',
    description: 'The space after the marker of a heading, list, task or quotation is an ordinary one.',
    fix: 'Replace the character with a space.',
  },
  'unknown-language': {
    severity: 'warning',
    description: 'A code block names a language that the highlighter supports.',
    fix: 'Use the usual name of the language, or `text`.',
  },
  'unclosed-code': {
    severity: 'warning',
    description:
      'A code block ends with a line like the one that starts it, because otherwise all text below it is code.',
    fix: 'Put a line with the same marks, such as three backticks, after the code.',
  },
  'nesting-limit': {
    description: 'Lists, quotes and emphasis are nested at most 60 levels deep.',
    fix: 'Use fewer levels.',
  },
  'paragraph-limit': {
    description:
      'A paragraph has at most 10,000 punctuation marks and line ends, the characters that Markdown syntax is made of.',
    fix: 'Split the paragraph with empty lines, or make it a code block.',
  },
  'expansion-limit': {
    description:
      'A table has at most 20,000 cells, an entry at most 1,000 footnotes, and its link references add up to at most a million characters of addresses.',
    fix: 'Split the table or the entry, or shorten the address that the references share.',
  },
  'time-limit': {
    description: 'An entry takes at most 4 seconds and 384 MiB of memory to read and render.',
    fix: 'Split the entry, and its longest paragraphs, lists and tables.',
  },
  'code-limit': {
    description: 'A line of code has at most 2,000 characters, and a code block is at most 64 KiB.',
    fix: 'Shorten the code, or link to it.',
  },
  'invalid-math': {
    description: 'A formula is TeX that KaTeX supports.',
    fix: 'Correct the formula at the position shown.',
  },
  'not-latex': {
    severity: 'warning',
    description: 'A formula is TeX that LaTeX accepts too.',
    fix: 'Write the command for the character, or put words in `\\text{…}`. The formula is published as it is.',
  },
  'unknown-label': {
    description: 'Each `\\ref` and `\\eqref` names the `\\label` of one numbered formula in the same entry.',
    fix: 'Correct the name. To refer to a formula of another entry, link to it: `[the loss](other.md#eq.2)`.',
  },
  'tex-delimiters': {
    severity: 'warning',
    description: 'Formulas are between dollars, because Markdown removes the backslash from `\\(` and `\\[`.',
    fix: 'Write `$…$` for `\\(…\\)`. Put `$$` around `\\begin{…}…\\end{…}`, and in place of `\\[` and `\\]`.',
  },
  'unclosed-formula': {
    description: 'A display formula starts and ends with `$$`, on one line or on lines of their own.',
    fix: 'Put `$$` alone on the line before the formula and on the line after it. For dollar signs, write `\\$\\$`.',
  },
  'split-formula': {
    description: 'A formula in a table has no bare `|`, because it would end the cell.',
    fix: 'Write `\\|` or `\\vert` for a bar, or `\\mid` for “given”. For a dollar sign, write `\\$`.',
  },
  'doubtful-formula': {
    severity: 'warning',
    description: 'Dollars enclose formulas, not words.',
    fix: 'Write `\\$` for a dollar sign. In a formula, put words in `\\text{…}`.',
  },
  'formula-limit': {
    description: 'A formula has at most 4,000 characters and 50 nested groups.',
    fix: 'Split the formula.',
  },
  'invalid-lock': {
    description: '`links.lock.json` has the format that `learnlog links` writes.',
    fix: 'Restore it from the last commit, or delete it and run `learnlog links`.',
  },
  'invalid-words': {
    description: 'Each phrase in `content/words.yaml` replaces one of the site’s, and has the same placeholders.',
    fix: 'Write the words as in `docs/words.md`.',
  },
  'theme-syntax': {
    description: '`content/theme.css` is valid CSS.',
    fix: 'Fix the syntax.',
  },
  'unknown-token': {
    description: 'A theme sets and uses only the tokens listed in `docs/writing.md`.',
    fix: 'Correct the spelling, or remove the declaration.',
  },
  'refused-css': {
    description: 'A theme only sets tokens on `:root` to colours, sizes and font names.',
    fix: 'Write `:root { --token: value; }` with a token and a value from `docs/writing.md`.',
  },
  'unknown-slot': {
    description: 'Every file in `slots/` is one of the slots listed in `docs/owning.md`.',
    fix: 'Correct the name, or move the file into a folder inside `slots/`, from which a slot can import it.',
  },
  'render-failure': {
    description: 'Every entry can be rendered.',
    fix: 'This is a bug in Learnlog, unless a component in `slots/` failed. Please report it with this message, the version (`learnlog --version`) and the entry. Until then, write the part of the entry that causes it differently.',
  },
} as const satisfies Record<string, Rule>;

/** The name of a rule. */
export type RuleId = keyof typeof rules;

/** How serious a problem can be, the most serious first. */
export const severities = ['error', 'warning', 'advice'] as const;
export type Severity = (typeof severities)[number];

/** How serious a breach of a rule is. */
export function severityOf(rule: RuleId): Severity {
  return (rules[rule] as Rule).severity ?? 'error';
}
