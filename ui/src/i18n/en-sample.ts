/** Ten seconds of a file, made with a profile. */
export const sampleText = {
  title: "Try it on a file",
  hint: "Ten seconds of its middle. Nothing is queued.",
  file: "File",
  start: "Make 10 seconds",
  moments: "Moments",
  size: "Size",
  sizeOf: (size: string, rate: string) => `${size}, ${rate} Mb/s`,
  whole: "The whole file",
  wholeOf: (size: string, span: string) => `about ${size}, in about ${span}, verification not included`,
  speed: "Speed",
  speedOf: (times: string) => `${times}× real time, beside what runs now`,
  lies: "To play it",
} as const;
