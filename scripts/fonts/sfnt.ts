/** The tables of an uncompressed font (OpenType 1.9, "Font file") by tag, in file order. */
type Tables = ReadonlyMap<string, Buffer>;

/** Entries of a name table by id (OpenType 1.9, "name"): 0 is the copyright, 1 the family, 13 the licence. */
export type Names = ReadonlyMap<number, string>;

const windows = { platform: 3, encoding: 1, english: 0x409 };

/** The characters of an uncompressed font, in order. */
export function charactersOf(font: Buffer): readonly number[] {
  const cmap = tablesOf(font).get('cmap') ?? Buffer.alloc(4);
  const offsets = Array.from({ length: cmap.readUInt16BE(2) }, (_, index) => cmap.readUInt32BE(8 + 8 * index));
  const points = offsets.flatMap((offset) => charactersOfSubtable(cmap.subarray(offset)));
  return [...new Set(points)].sort((a, b) => a - b);
}

function charactersOfSubtable(table: Buffer): number[] {
  const format = table.readUInt16BE(0);
  if (format === 4) {
    const length = table.readUInt16BE(6) / 2;
    return Array.from({ length }, (_, index) => {
      const last = table.readUInt16BE(14 + 2 * index);
      return last === 0xffff ? [] : span(table.readUInt16BE(16 + 2 * (length + index)), last);
    }).flat();
  }
  if (format === 12) {
    return Array.from({ length: table.readUInt32BE(12) }, (_, index) =>
      span(table.readUInt32BE(16 + 12 * index), table.readUInt32BE(20 + 12 * index)),
    ).flat();
  }
  if (format === 0 || format === 6 || format === 14) return [];
  throw new Error(`A cmap subtable has format ${format}, which is not supported.`);
}

function span(first: number, last: number): number[] {
  return Array.from({ length: last - first + 1 }, (_, index) => first + index);
}

/** The advance widths of these characters, in em, in an uncompressed font that is not variable. */
export function advancesOf(font: Buffer, characters: readonly number[]): readonly number[] {
  const tables = tablesOf(font);
  const [hmtx, hhea, cmap] = [need(tables, 'hmtx'), need(tables, 'hhea'), need(tables, 'cmap')];
  const longMetrics = hhea.readUInt16BE(34);
  return characters.map((point) => hmtx.readUInt16BE(4 * Math.min(glyphOf(cmap, point), longMetrics - 1)));
}

function glyphOf(cmap: Buffer, point: number): number {
  for (let record = 0; record < cmap.readUInt16BE(2); record += 1) {
    const table = cmap.subarray(cmap.readUInt32BE(8 + 8 * record));
    if (table.readUInt16BE(0) !== 4) continue;
    const double = table.readUInt16BE(6);
    for (let at = 0; at < double; at += 2) {
      if (point > table.readUInt16BE(14 + at)) continue;
      const first = table.readUInt16BE(16 + double + at);
      if (point < first) break;
      const delta = table.readUInt16BE(16 + 2 * double + at);
      const place = 16 + 3 * double + at;
      const offset = table.readUInt16BE(place);
      const glyph = offset === 0 ? point : table.readUInt16BE(place + offset + 2 * (point - first));
      return (glyph + delta) & 0xffff;
    }
  }
  return 0;
}

/** The English names of an uncompressed font. */
export function namesOf(font: Buffer): Names {
  const name = tablesOf(font).get('name') ?? Buffer.alloc(6);
  const strings = name.subarray(name.readUInt16BE(4));
  const names = new Map<number, string>();
  for (let at = 6; at < 6 + 12 * name.readUInt16BE(2); at += 12) {
    if (name.readUInt16BE(at) !== windows.platform) continue;
    const [length, offset] = [name.readUInt16BE(at + 8), name.readUInt16BE(at + 10)];
    const text = Buffer.from(strings.subarray(offset, offset + length)).swap16();
    names.set(name.readUInt16BE(at + 6), text.toString('utf16le'));
  }
  return names;
}

/** The same uncompressed font with other names. */
export function withNames(font: Buffer, names: Names): Buffer {
  return assemble(font.readUInt32BE(0), new Map([...tablesOf(font), ['name', nameTable(names)]]));
}

function nameTable(names: Names): Buffer {
  const sorted = [...names].sort(([a], [b]) => a - b);
  const header = Buffer.alloc(6 + 12 * sorted.length);
  header.writeUInt16BE(sorted.length, 2);
  header.writeUInt16BE(header.length, 4);
  const strings = sorted.map(([, text]) => Buffer.from(text, 'utf16le').swap16());
  let offset = 0;
  for (const [index, [id]] of sorted.entries()) {
    const length = strings[index]?.length ?? 0;
    const fields = [windows.platform, windows.encoding, windows.english, id, length, offset];
    for (const [field, value] of fields.entries()) header.writeUInt16BE(value, 6 + 12 * index + 2 * field);
    offset += length;
  }
  return Buffer.concat([header, ...strings]);
}

function tablesOf(font: Buffer): Tables {
  const tables = new Map<string, Buffer>();
  for (let at = 12; at < 12 + 16 * font.readUInt16BE(4); at += 16) {
    const offset = font.readUInt32BE(at + 8);
    tables.set(font.toString('latin1', at, at + 4), font.subarray(offset, offset + font.readUInt32BE(at + 12)));
  }
  return tables;
}

function need(tables: Tables, tag: string): Buffer {
  const table = tables.get(tag);
  if (table === undefined) throw new Error(`The font has no table "${tag}".`);
  return table;
}

/**
 * Assembles tables into a font. Checksums and search fields stay 0, because HarfBuzz reads the result and computes them.
 */
function assemble(version: number, tables: Tables): Buffer {
  const header = Buffer.alloc(12 + 16 * tables.size);
  header.writeUInt32BE(version, 0);
  header.writeUInt16BE(tables.size, 4);
  const parts = [header];
  let offset = header.length;
  for (const [index, [tag, table]] of [...tables].sort(([a], [b]) => (a < b ? -1 : 1)).entries()) {
    header.write(tag, 12 + 16 * index, 'latin1');
    header.writeUInt32BE(offset, 20 + 16 * index);
    header.writeUInt32BE(table.length, 24 + 16 * index);
    const padded = Buffer.alloc(Math.ceil(table.length / 4) * 4);
    table.copy(padded);
    parts.push(padded);
    offset += padded.length;
  }
  return Buffer.concat(parts);
}
