import { Popover } from "radix-ui";
import { type FormEvent, useState } from "react";
import { Button } from "@/components/button";
import { text } from "@/i18n/en";
import { history } from "@/lib/history";
import { changeSettings, useSettings } from "@/actions/settings";
import { type View, searchOfView } from "./view";

type SavedView = { name: string; search: string };
const MAX_VIEWS = 30;

/** Kept by the server, so that they are there in every window. What can't be read is as if nothing was saved. */
export function savedViewsOf(written: string | undefined): SavedView[] {
  try {
    const read: unknown = JSON.parse(written || "[]");
    return Array.isArray(read) ? read.filter(isSavedView) : [];
  } catch {
    return [];
  }
}

function isSavedView(value: unknown): value is SavedView {
  return typeof value === "object" && value !== null && "name" in value && "search" in value && typeof value.name === "string" && typeof value.search === "string";
}

export function ViewsMenu({ view }: { view: View }) {
  const views = savedViewsOf(useSettings()?.saved_views);
  const [isOpen, setOpen] = useState(false);
  const save = (all: SavedView[]) => void changeSettings({ saved_views: JSON.stringify(all.slice(-MAX_VIEWS)) });
  const show = ({ search }: SavedView) => {
    setOpen(false);
    history.push(`/jobs${search}`);
  };
  return (
    <Popover.Root open={isOpen} onOpenChange={setOpen}>
      <Popover.Trigger asChild><Button kind="quiet">{text.jobs.views_menu}</Button></Popover.Trigger>
      <Popover.Portal>
        <Popover.Content className="menu views" align="end" sideOffset={4} collisionPadding={8}>
          {views.length === 0 && <p className="hint">{text.jobs.noViews}</p>}
          <ul>
            {views.map((saved) => (
              <li key={saved.name}>
                <button type="button" className="menu-item el" onClick={() => show(saved)}>{saved.name}</button>
                <Button kind="quiet" small bare icon="close" aria-label={text.jobs.forgetView(saved.name)} onClick={() => save(views.filter((each) => each !== saved))} />
              </li>
            ))}
          </ul>
          <SaveView save={(name) => save([...views.filter((each) => each.name !== name), { name, search: searchOfView(view) }])} />
        </Popover.Content>
      </Popover.Portal>
    </Popover.Root>
  );
}

function SaveView({ save }: { save: (name: string) => void }) {
  const [name, setName] = useState("");
  const submit = (event: FormEvent) => {
    event.preventDefault();
    save(name.trim());
    setName("");
  };
  return (
    <form className="views-save" onSubmit={submit}>
      <input className="in" aria-label={text.jobs.saveViewAs} placeholder={text.jobs.saveViewAs} maxLength={60} value={name} onChange={(event) => setName(event.target.value)} />
      <Button small type="submit" disabled={name.trim() === ""}>{text.jobs.saveView}</Button>
    </form>
  );
}
