import { lockShow } from "@/actions/lock";
import { Button } from "@/components/button";
import { Menu } from "@/components/menu";
import { text } from "@/i18n/en";
import { go } from "@/lib/route";
import { useIsLive, useStatus } from "@/live/hooks";

/** In every page's header while it is open; the band takes its place once it is locked. */
export function LockMenu() {
  const isLocked = useStatus()?.lock.is_locked ?? false;
  const isLive = useIsLive();
  if (isLocked) return null;
  const entries = [
    { label: text.lock.finish, icon: "lock" as const, run: () => void lockShow("finish") },
    { label: text.lock.freeze, icon: "freeze" as const, run: () => void lockShow("freeze") },
    "line" as const,
    { label: text.lock.hours, icon: "clock" as const, run: () => go({ sheet: "lock_hours" }) },
  ];
  return (
    <Menu entries={entries}>
      <Button icon="unlocked" className="lock-menu" disabled={!isLive} title={text.lock.why}>{text.lock.title}</Button>
    </Menu>
  );
}
