import { useProfiles } from "@/actions/profiles";
import type { Status } from "@/api/types";
import { Button } from "@/components/button";
import { FilterBox } from "@/components/filter-box";
import { text } from "@/i18n/en";
import { countText } from "@/lib/format/numbers";
import { folderName } from "@/lib/paths";
import { useAllFolders, useStatus } from "@/live/hooks";
import { ColumnsMenu } from "./columns";
import { EVERYTHING, SHOWS, type Show, type View, changeView, isFiltered } from "./view";

export function FilterBar({ view }: { view: View }) {
  const counts = useStatus()?.counts;
  return (
    <div className="bar2 jobs-bar">
      <span className="chips" role="group" aria-label={text.jobs.views}>
        {SHOWS.map((show) => (
          <button key={show} type="button" className="chip" aria-pressed={view.show === show} onClick={() => changeView({ show })}>
            {text.jobs.view[show]}<Count counts={counts} show={show} />
          </button>
        ))}
      </span>
      <span className="sp" />
      <FolderChoice value={view.folder} />
      <ProfileChoice value={view.profile} />
      <FilterBox label={text.jobs.search} hint={text.finished.searchShort} value={view.text} change={(words) => changeView({ text: words })} hotkey />
      <ColumnsMenu />
      {view.sort !== "created" && <Button kind="quiet" small onClick={() => changeView({ sort: "created", order: "desc" })}>{text.jobs.newest}</Button>}
      {isFiltered(view) && <Button kind="quiet" small icon="close" onClick={() => changeView({ ...EVERYTHING, sort: view.sort, order: view.order })}>{text.jobs.clear}</Button>}
    </div>
  );
}

/** Only where the number is known without asking: the verdicts of all time are in Reports. */
function Count({ counts, show }: { counts: Status["counts"] | undefined; show: Show }) {
  if (!counts) return null;
  const { queued, processing, paused, failed, cancelled } = counts;
  const numbers: Partial<Record<Show, number>> = { active: queued + processing + paused, failed, cancelled };
  const number = numbers[show];
  return number ? <b>{countText(number)}</b> : null;
}

function FolderChoice({ value }: { value: string }) {
  const folders = useAllFolders();
  if (folders.length === 0) return null;
  return (
    <select className="choice" aria-label={text.jobs.folder} value={value} onChange={(event) => changeView({ folder: event.target.value })}>
      <option value="">{text.jobs.anyFolder}</option>
      {folders.map(({ id, watch_directory }) => <option key={id} value={id}>{folderName(watch_directory)}</option>)}
    </select>
  );
}

function ProfileChoice({ value }: { value: string }) {
  const names = useProfiles().map(({ name }) => name);
  const listed = value === "" || names.includes(value) ? names : [...names, value];
  return (
    <select className="choice" aria-label={text.jobs.profile} value={value} onChange={(event) => changeView({ profile: event.target.value })}>
      <option value="">{text.jobs.anyProfile}</option>
      {listed.map((name) => <option key={name} value={name}>{name}</option>)}
    </select>
  );
}
