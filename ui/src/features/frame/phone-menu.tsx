import { freezeQueue, holdQueue, resumeQueue } from "@/actions/queue";
import { Button } from "@/components/button";
import { Menu } from "@/components/menu";
import { text } from "@/i18n/en";
import { goTo } from "@/lib/route";
import { useIsLive, useStatus } from "@/live/hooks";
import { changeSettings, useSettings } from "./settings";

/** What has no room on a phone's header. */
export function PhoneMenu() {
  const mode = useStatus()?.queue ?? "running";
  const isLive = useIsLive();
  const theme = useSettings()?.theme ?? "system";
  const entries = [
    { label: text.frame.check, icon: "preflight" as const, run: () => goTo({ page: "check", check: null }) },
    "line" as const,
    { label: text.order.resumeQueue, icon: "encoding" as const, run: () => void resumeQueue(), disabled: !isLive || mode === "running" },
    { label: text.order.hold, icon: "hold" as const, run: () => void holdQueue(), disabled: !isLive || mode === "held" },
    { label: text.order.freeze, icon: "freeze" as const, run: () => void freezeQueue(), disabled: !isLive || mode === "frozen" },
    "line" as const,
    ...(["system", "dark", "light", "contrast"] as const).map((name) => ({
      label: text.look.themeIs(text.look[name]),
      run: () => void changeSettings({ theme: name }),
      disabled: !isLive || theme === name,
    })),
  ];
  return <Menu entries={entries}><Button icon="more" bare aria-label={text.frame.more} /></Menu>;
}
