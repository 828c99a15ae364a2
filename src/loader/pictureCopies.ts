import { availableParallelism } from 'node:os';
import { openCache, type CachedFile } from './cache.ts';
import { loadSharp, pictureBytes, type Picture } from './pictures.ts';

/** The scaled copies of a log's pictures. They are cached in `.astro/`, because making them takes longer than the rest. */
export interface PictureCopies {
  /** Names the pictures of the log, and removes copies of others from the cache. */
  open(pictures: readonly Picture[]): Promise<void>;
  /** The bytes of a copy, as WebP. Throws if no picture has a copy of this name, or if it cannot be made. */
  bytesOf(name: string): Promise<Uint8Array>;
}

interface Copy {
  readonly picture: Picture;
  readonly name: string;
  readonly width: number;
  readonly file: CachedFile;
}

/** Makes the copies of a log's pictures as they are requested, and the next few copies in advance. */
export function pictureCopies(folder: string): PictureCopies {
  const atOnce = availableParallelism();
  let copies: readonly Copy[] = [];
  let places = new Map<string, number>();
  const started = new Map<string, Promise<Uint8Array>>();
  const start = (copy: Copy): Promise<Uint8Array> => {
    const bytes = started.get(copy.name) ?? readCopy(folder, copy);
    started.set(copy.name, bytes);
    // A failure is reported when the copy is requested.
    bytes.catch(() => undefined);
    return bytes;
  };
  return {
    open: async (pictures) => {
      const cache = await openCache(folder, 'pictures');
      copies = pictures.flatMap((picture) =>
        picture.copies
          .filter(({ name }) => name !== picture.name)
          .map(({ name, width }) => ({ picture, name, width, file: cache.file(name) })),
      );
      places = new Map(copies.map(({ name }, index) => [name, index]));
      await cache.prune();
    },
    bytesOf: async (name) => {
      const place = places.get(name);
      const [wanted, ...following] = place === undefined ? [] : copies.slice(place, place + atOnce);
      if (!wanted) throw new Error(`No picture has a copy "${name}".`);
      const bytes = start(wanted);
      following.forEach(start);
      try {
        return await bytes;
      } finally {
        started.delete(name);
      }
    },
  };
}

async function readCopy(folder: string, { picture, width, file }: Copy): Promise<Uint8Array> {
  const kept = file.readChecked();
  if (kept) return kept;
  const original = await pictureBytes(folder, picture);
  const sharp = await loadSharp();
  const bytes = await sharp(original, { failOn: 'none' })
    .rotate()
    .resize({ width, withoutEnlargement: true })
    .webp()
    .toBuffer()
    .catch((error: unknown) => {
      throw new Error(`"content/${picture.path}" cannot be made ${width} pixels wide.`, { cause: error });
    });
  await file.write(bytes);
  return bytes;
}
