import { text } from "@/i18n/en";

const { frame } = text;

/** Where one can go, in the order of a working day. */
export const PLACES = [
  { to: "/", icon: "dashboard", name: frame.dashboard },
  { to: "/jobs", icon: "jobs", name: frame.jobs },
  { to: "/folders", icon: "folder", name: frame.folders },
  { to: "/profiles", icon: "profiles", name: frame.profiles },
  { to: "/preflight", icon: "preflight", name: frame.check },
  { to: "/reports", icon: "report", name: frame.reports },
] as const;
