import type { components } from "./schema.gen";

type Schemas = components["schemas"];

export type Job = Schemas["JobOut"];
export type Finding = Schemas["FindingOut"];
export type Folder = Schemas["FolderOut"];
export type FolderDraft = Schemas["FolderIn"];
export type RuleDraft = Schemas["RuleIn"];
export type Activity = Schemas["FolderActivityOut"];
export type WaitingFile = Schemas["WaitingFileOut"];
export type Progress = Schemas["ProgressOut"];
export type Status = Schemas["StatusOut"];
export type Lock = Schemas["LockOut"];
export type LockTime = Schemas["LockTimeOut"];
export type Snapshot = Schemas["SnapshotOut"];
export type Report = Schemas["ReportOut"];
export type Evidence = Schemas["EvidenceOut"];
export type JobDetail = Schemas["JobDetail"];
export type HistoryEvent = Schemas["EventOut"];
export type Profile = Schemas["ProfileOut"];
export type Settings = Schemas["SettingsOut"];
export type Problem = Schemas["Problem"];
export type TriedRule = Schemas["TriedRule"];
export type AddedJobs = Schemas["AddedJobs"];
export type FileEntry = Schemas["FileEntryOut"];
export type UploadedFile = Schemas["UploadedFile"];
export type Undo = Schemas["UndoOut"];

export type Hello = Schemas["Hello"];
export type Changes = Schemas["ChangesMessage"];
export type ServerMessage =
  | Schemas["Hello"]
  | Schemas["ChangesMessage"]
  | Schemas["ProgressMessage"]
  | Schemas["ActivityMessage"]
  | Schemas["StatisticsMessage"]
  | Schemas["Tick"]
  | Schemas["Resync"]
  | Schemas["Pong"];

export type Verdict = NonNullable<Job["verdict"]>;
export type Stage = NonNullable<Job["stage"]>;
export type HoldReason = NonNullable<Job["hold_reason"]>;
export type Level = Finding["level"];

export type Closing = Schemas["CloseIn"]["how"];
export type OwnFolder = Schemas["OpenFolderIn"]["folder"];
