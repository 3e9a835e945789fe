/** Which failures were waved away in this browser. Losing the list only shows them again. */
import { KeptSet } from "@/lib/kept-set";

export const dismissed = new KeptSet("bulletproof:dismissed");

export const dismiss = (key: string): void => dismissed.keep([...dismissed.value, key]);
