/** Long enough for a browser to have begun, also one that asks where to put it. */
const KEPT_MS = 60_000;

/** Gives a file to the browser to keep, under this name. */
export function saveFile(file: Blob, fileName: string): void {
  const address = URL.createObjectURL(file);
  const link = document.createElement('a');
  link.href = address;
  link.download = fileName;
  link.click();
  window.setTimeout(() => URL.revokeObjectURL(address), KEPT_MS);
}
