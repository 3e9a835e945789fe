import { overlay } from "@/actions/everywhere";
import { useValue } from "@/lib/value-store";
import { KeySheet } from "./key-sheet";
import { Palette } from "./palette";

/** What lies over any page for a moment. */
export default function Overlays() {
  const open = useValue(overlay);
  const close = () => overlay.set(null);
  if (open === "palette") return <Palette close={close} />;
  return open === "keys" ? <KeySheet close={close} /> : null;
}
