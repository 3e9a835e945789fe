/** Keeps a file that the server makes; the page stays where it is, whatever the file's type. */
export function download(path: string, name = ""): void {
  const link = document.createElement("a");
  link.href = path;
  link.download = name;
  link.click();
}
