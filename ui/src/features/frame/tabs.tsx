import { Link } from "@tanstack/react-router";
import { freezeQueue, holdQueue, resumeQueue } from "@/actions/queue";
import { Icon } from "@/components/icon";
import { Menu } from "@/components/menu";
import { text } from "@/i18n/en";
import { history } from "@/lib/history";
import { useIsLive, useStatus } from "@/live/hooks";
import { PLACES } from "./places";

const ON_THE_BAR = PLACES.filter(({ to }) => ["/", "/jobs", "/folders", "/preflight"].includes(to));
const UNDER_MORE = PLACES.filter((place) => !ON_THE_BAR.includes(place));
const EXACT = { exact: true };

/** On a phone the places stand at the foot, under the thumb; what is seldom needed is under More. */
export function Tabs() {
  const mode = useStatus()?.queue ?? "running";
  const isLive = useIsLive();
  const entries = [
    ...UNDER_MORE.map(({ to, icon, name }) => ({ label: name, icon, run: () => history.push(to) })),
    { label: text.frame.settings, icon: "settings" as const, run: () => history.push("/settings/general") },
    "line" as const,
    { label: text.order.resumeQueue, icon: "encoding" as const, run: () => void resumeQueue(), disabled: !isLive || mode === "running" },
    { label: text.order.hold, icon: "hold" as const, run: () => void holdQueue(), disabled: !isLive || mode === "held" },
    { label: text.order.freeze, icon: "freeze" as const, run: () => void freezeQueue(), disabled: !isLive || mode === "frozen" },
  ];
  return (
    <nav className="tabs" aria-label={text.frame.main}>
      {ON_THE_BAR.map(({ to, icon, name }) => (
        <Link key={to} to={to} {...(to === "/" && { activeOptions: EXACT })}><Icon name={icon} />{name}</Link>
      ))}
      <Menu entries={entries}><button type="button"><Icon name="more" />{text.frame.more}</button></Menu>
    </nav>
  );
}
