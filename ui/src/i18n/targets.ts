/** Where a file will play, as its makers write it. A target of one's own is shown as it was named. */
const NAMES: Readonly<Record<string, string>> = {
  any: "any player",
  archive: "archive",
  "audio-cue": "audio cue",
  brightsign: "BrightSign",
  disguise: "disguise",
  "h264-player": "H.264 player",
  "linux-show-player": "Linux Show Player",
  millumin: "Millumin",
  qlab: "QLab",
  resolume: "Resolume",
  watchout: "WATCHOUT",
  web: "web",
};

export function targetName(target: string): string {
  return NAMES[target] ?? target;
}
