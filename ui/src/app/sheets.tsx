import { AddFilesSheet } from "@/features/add-files/add-files-sheet";
import { DiagnosticsSheet } from "@/features/desk/diagnostics-sheet";
import { AddFolderSheet } from "@/features/folders/folder-sheet";
import { JobSheet } from "@/features/job/job-sheet";
import { HoursSheet } from "@/features/lock/hours-sheet";
import { go, useOpen } from "@/lib/route";

export function Sheets() {
  const open = useOpen();
  const close = () => go(null);
  switch (open?.sheet) {
    case "job":
      return <JobSheet key={open.id} id={open.id} close={close} />;
    case "add_folder":
      return <AddFolderSheet close={close} />;
    case "add_files":
      return <AddFilesSheet close={close} />;
    case "lock_hours":
      return <HoursSheet close={close} />;
    case "diagnostics":
      return <DiagnosticsSheet close={close} />;
    default:
      return null;
  }
}
