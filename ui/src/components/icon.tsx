/** The drawn shapes: 16 px, 1.5 px stroke. `f` is filled, `k` is cut out in the colour behind it. */
import clsx from "clsx";

type Shape = { d?: string; f?: string; k?: string; circle?: [cx: number, cy: number, r: number, dash?: string]; dot?: [number, number, number] };

const SHAPES = {
  add: { d: "M8 3v10M3 8h10" },
  arrow_left: { d: "M13 8H3M6.6 4.4L3 8l3.6 3.6" },
  arrow_right: { d: "M3 8h10M9.4 4.4L13 8l-3.6 3.6" },
  cancelled: { circle: [8, 8, 5.8], d: "M4 12l8-8" },
  chevron: { d: "M4.5 6.2L8 9.8l3.5-3.6" },
  clock: { circle: [8, 8, 6], d: "M8 4.4V8l2.6 1.8" },
  close: { d: "M4 4l8 8M12 4l-8 8" },
  code: { d: "M6 4L2.5 8 6 12M10 4l3.5 4L10 12" },
  copy: { d: "M5.5 5.5h8v8h-8zM3 10.5h-.5v-8h8V3" },
  dashboard: { d: "M2.5 3h11v4.5h-11zM2.5 10h4.7v3.5H2.5zM9.8 10h3.7v3.5H9.8z" },
  encoding: { f: "M3.6 1.9l10.2 6.1-10.2 6.1z" },
  fail: { f: "M5.1 1.2h5.8l3.9 3.9v5.8l-3.9 3.9H5.1l-3.9-3.9V5.1z", k: "M5.6 5.6l4.8 4.8M10.4 5.6l-4.8 4.8" },
  file: { d: "M3.5 1.8h6l3 3v9.4h-9zM9.3 2v3h3M5.8 8h4.5M5.8 10.8h4.5" },
  folder: { d: "M1.8 4.2c0-.7.4-1.1 1.1-1.1h3.2l1.5 1.7h5.5c.7 0 1.1.4 1.1 1.1v5.9c0 .7-.4 1.1-1.1 1.1H2.9c-.7 0-1.1-.4-1.1-1.1z" },
  freeze: { d: "M8 1.6v12.8M2.4 4.8l11.2 6.4M13.6 4.8L2.4 11.2M6.4 2.6L8 4.2l1.6-1.6M6.4 13.4L8 11.8l1.6 1.6" },
  growing: { f: "M2 10.4h2.8v3.2H2zM6.6 7h2.8v6.6H6.6zM11.2 2.6H14v11h-2.8z" },
  hold: { d: "M2.5 13.5h11M4.5 3v7M8 3v7M11.5 3v7" },
  grip: { f: "M5.2 2.6h1.9v1.9H5.2zM8.9 2.6h1.9v1.9H8.9zM5.2 7h1.9v1.9H5.2zM8.9 7h1.9v1.9H8.9zM5.2 11.4h1.9v1.9H5.2zM8.9 11.4h1.9v1.9H8.9z" },
  jobs: { d: "M6 4h7.5M6 8h7.5M6 12h7.5", f: "M2 2.8h2v2.4H2zM2 6.8h2v2.4H2zM2 10.8h2v2.4H2z" },
  profiles: { d: "M2 4.5h7M12 4.5h2M2 8h2M7 8h7M2 11.5h6M11 11.5h3M9 4.5a1.5 1.5 0 1 0 3 0a1.5 1.5 0 1 0-3 0M4 8a1.5 1.5 0 1 0 3 0a1.5 1.5 0 1 0-3 0M8 11.5a1.5 1.5 0 1 0 3 0a1.5 1.5 0 1 0-3 0" },
  lock: { d: "M3.5 7.2h9v6.6h-9zM5.2 7V5a2.8 2.8 0 0 1 5.6 0v2" },
  more: { f: "M2.4 7h2v2h-2zM7 7h2v2H7zM11.6 7h2v2h-2z" },
  note: { circle: [8, 8, 6], d: "M8 7.4v3.6M8 4.9v.1" },
  offline: { d: "M1 8h3.4M11.6 8H15M4.4 4.6v6.8M11.6 4.6v6.8M8 2.2v2M8 11.8v2" },
  open_elsewhere: { d: "M3.5 2.5h6l3 3v3M3.5 2.5v11h4M9.3 2.8v3h3M10 14.2v-3.4h4M14 10.8l-4 4" },
  paused: { f: "M3.4 2.4h3.2v11.2H3.4zM9.4 2.4h3.2v11.2H9.4z" },
  probing: { circle: [8, 8, 5.8], f: "M8 8V2.2A5.8 5.8 0 0 1 13.8 8z" },
  preflight: { d: "M4.5 6.5h7v6c0 .8-.5 1.3-1.3 1.3H5.8c-.8 0-1.3-.5-1.3-1.3zM5.8 6.3V2.2h4.4v4.1M7.2 4h0M8.8 4h0" },
  print: { d: "M4.5 6V2.2h7V6M4.5 11.5h-2V6h11v5.5h-2M4.5 9.5h7v4.3h-7z" },
  publishing: { d: "M2.5 2.4h11M8 13.8V6M4.4 9.2L8 5.6l3.6 3.6" },
  queued: { circle: [8, 8, 5.6, "2.2 2.2"] },
  ready: { dot: [8, 8, 6.6], k: "M4.9 8.2l2.2 2.3 4-4.6" },
  refresh: { d: "M13.4 6.2A5.8 5.8 0 0 0 3 5M2.6 9.8A5.8 5.8 0 0 0 13 11M3 2v3.2h3.2M13 14v-3.2H9.8" },
  report: { d: "M3.5 1.8h6l3 3v9.4h-9zM9.3 2v3h3M5.8 8h4.5M5.8 10.8h4.5" },
  search: { circle: [7, 7, 4.4], d: "M10.3 10.3l3.7 3.7" },
  settings: { circle: [8, 8, 2.2], d: "M8 1.8v2M8 12.2v2M1.8 8h2M12.2 8h2M3.6 3.6l1.4 1.4M11 11l1.4 1.4M12.4 3.6L11 5M5 11l-1.4 1.4" },
  undo: { d: "M5 3L2 6l3 3M2.4 6h7a4 4 0 0 1 0 8H6" },
  unlocked: { d: "M3.5 7.2h9v6.6h-9zM5.2 7V4.6a2.8 2.8 0 0 1 5.4-1" },
  verifying: { circle: [8, 8, 5.8], f: "M8 2.2a5.8 5.8 0 0 1 0 11.6z" },
  warn: { f: "M8 1.2l7 12.6H1z", k: "M8 5.8v3.6M8 11.5v.1" },
  zoom: { circle: [7, 7, 4.4], d: "M10.3 10.3l3.7 3.7M5 7h4M7 5v4" },
  watching: { circle: [8, 8, 5.8], dot: [8, 8, 2.4] },
} satisfies Record<string, Shape>;

export type IconName = keyof typeof SHAPES;

export function Icon({ name, className }: { name: IconName; className?: string }) {
  const { d, f, k, circle, dot }: Shape = SHAPES[name];
  return (
    <svg className={clsx("i", className)} viewBox="0 0 16 16" aria-hidden="true">
      {circle && <circle cx={circle[0]} cy={circle[1]} r={circle[2]} strokeDasharray={circle[3]} />}
      {dot && <circle className="f" cx={dot[0]} cy={dot[1]} r={dot[2]} />}
      {f && <path className="f" d={f} />}
      {d && <path d={d} />}
      {k && <path className="k" d={k} />}
    </svg>
  );
}
