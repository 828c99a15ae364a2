/** A label of a host in letters: `xn--pple-43d` gives `аpple`. Other labels, and invalid ones, stay (RFC 3492). */
export function decodePunycode(label: string): string {
  if (!label.startsWith('xn--')) return label;
  const encoded = label.slice('xn--'.length);
  const dash = encoded.lastIndexOf('-');
  const letters = [...encoded.slice(0, Math.max(0, dash))];
  let [code, at, bias, index] = [128, 0, 72, dash + 1];
  while (index < encoded.length) {
    const before = at;
    let weight = 1;
    for (let k = 36; ; k += 36) {
      const digit = digitOf(encoded[index] ?? '');
      index += 1;
      if (digit === undefined) return label;
      at += digit * weight;
      const threshold = Math.min(26, Math.max(1, k - bias));
      if (digit < threshold) break;
      weight *= 36 - threshold;
    }
    const length = letters.length + 1;
    bias = adapted(at - before, length, before === 0);
    code += Math.floor(at / length);
    at %= length;
    if (code > 0x10ffff) return label;
    letters.splice(at, 0, String.fromCodePoint(code));
    at += 1;
  }
  return letters.join('');
}

function digitOf(character: string): number | undefined {
  if (/^[a-z]$/.test(character)) return character.charCodeAt(0) - 97;
  return /^\d$/.test(character) ? Number(character) + 26 : undefined;
}

function adapted(difference: number, length: number, isFirst: boolean): number {
  let delta = Math.floor(difference / (isFirst ? 700 : 2));
  delta += Math.floor(delta / length);
  let k = 0;
  for (; delta > 455; k += 36) delta = Math.floor(delta / 35);
  return k + Math.floor((36 * delta) / (delta + 38));
}
