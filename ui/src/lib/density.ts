/** How high a row is: by the setting, and never below a finger's width on a phone. */
import { PHONE, useMedia } from "./use-media";
import { ValueStore, useValue } from "./value-store";

export type Density = "compact" | "normal" | "relaxed";

const HEIGHTS_PX: Record<Density, number> = { compact: 28, normal: 32, relaxed: 40 };
const TOUCH_PX = 44;

export const density = new ValueStore<Density>("normal");

export function useRowHeight(): number {
  const chosen = useValue(density);
  return useMedia(PHONE) ? TOUCH_PX : HEIGHTS_PX[chosen];
}
