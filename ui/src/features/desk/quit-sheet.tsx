import { closeWindow, isQuitAsked } from "@/actions/desk";
import type { Closing } from "@/api/types";
import { Icon, type IconName } from "@/components/icon";
import { Sheet } from "@/components/sheet";
import { text } from "@/i18n/en";
import { useValue } from "@/lib/value-store";
import { useIds, useStatus } from "@/live/hooks";
import "./desk.css";

type Way = { how: Exclude<Closing, "asking" | "stay">; icon: IconName };
const WAYS: readonly Way[] = [{ how: "finish", icon: "ready" }, { how: "background", icon: "clock" }, { how: "now", icon: "close" }];

/** Closing while jobs run: three ways to leave, each with what it means for the files. */
export function QuitSheet() {
  const isAsked = useValue(isQuitAsked);
  const running = useIds("running").length;
  const isFrozen = useStatus()?.queue === "frozen";
  if (!isAsked) return null;
  const answer = (how: Closing) => {
    isQuitAsked.set(false);
    void closeWindow(how);
  };
  return (
    <Sheet title={text.quit.title(running)} close={() => answer("stay")}>
      <div className="ways">
        {WAYS.map(({ how, icon }) => (
          <button key={how} type="button" className="way" onClick={() => answer(how)}>
            <Icon name={icon} />
            <span><b>{text.quit.way[how]}</b><small>{how === "finish" && isFrozen ? text.quit.frozen : text.quit.means[how]}</small></span>
          </button>
        ))}
        <button type="button" className="way" onClick={() => answer("stay")}>
          <Icon name="arrow_left" /><span><b>{text.quit.stay}</b><small>{text.quit.stayMeans}</small></span>
        </button>
      </div>
    </Sheet>
  );
}
