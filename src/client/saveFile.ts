/** Downloads a text as a file with this media type and name. */
export function saveFile(text: string, type: string, name: string): void {
  const file = document.createElement('a');
  file.href = URL.createObjectURL(new Blob([text], { type }));
  file.download = name;
  file.click();
  setTimeout(() => URL.revokeObjectURL(file.href), 60_000);
}
