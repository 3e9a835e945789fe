import { useEffect, useState } from "react";
import { givenFiles } from "@/actions/given-files";
import { ChooseButton } from "@/actions/choose-button";
import { OrderButton } from "@/actions/order-button";
import { api, valueOf } from "@/api/client";
import { messageOf } from "@/api/errors";
import { useProfiles } from "@/actions/profiles";
import type { AddedJobs } from "@/api/types";
import { Button } from "@/components/button";
import { Field, FormError } from "@/components/field";
import { ProfileSelect } from "@/components/profile-select";
import { Sheet } from "@/components/sheet";
import { text } from "@/i18n/en";
import { announce } from "@/lib/announce";
import { showToast } from "@/lib/toasts";
import { useValue } from "@/lib/value-store";
import { Refused } from "./refused";
import { UploadButton, UploadList } from "./upload-list";
import { forgetUploads } from "@/actions/uploads";

/** One path a line; quotes around a path, as shells and file managers copy it, are dropped. */
export function pathsIn(typed: string): string[] {
  return typed.split("\n").map((line) => line.trim().replace(/^(["'])(.*)\1$/, "$2")).filter(Boolean);
}

/** Files that are dropped before the sheet opens, or onto it: each is taken once. */
function useGiven(take: (given: readonly string[]) => void): void {
  const given = useValue(givenFiles);
  useEffect(() => {
    const left = givenFiles.value;
    if (left.length === 0) return;
    givenFiles.set([]);
    take(left);
  }, [given, take]);
}

export function AddFilesSheet({ close }: { close: () => void }) {
  const [typed, setTyped] = useState("");
  const [profile, setProfile] = useState("");
  const [output, setOutput] = useState("");
  const [error, setError] = useState<string | null>(null);
  const [added, setAdded] = useState<AddedJobs | null>(null);
  const profiles = useProfiles();
  useGiven((given) => setTyped((before) => [...pathsIn(before), ...given].join("\n")));
  const paths = pathsIn(typed);
  const add = async (): Promise<void> => {
    setError(null);
    try {
      const body = { paths, profile: profile || null, output_directory: output.trim() || null };
      const answer = valueOf(await api.POST("/api/v1/jobs", { body }));
      if (answer.jobs.length > 0) showToast(text.add.queued(answer.jobs.length));
      if (answer.refused.length === 0) {
        forgetUploads();
        close();
        return;
      }
      setAdded(answer);
      setTyped(answer.refused.map(({ path }) => path).join("\n"));
      announce(text.add.refused(answer.refused.length));
    } catch (failure) {
      setError(messageOf(failure));
    }
  };
  const foot = (
    <>
      <OrderButton kind="solid" type="submit" form="add-files" disabled={paths.length === 0}>{text.add.submit(paths.length)}</OrderButton>
      <Button kind="quiet" onClick={close}>{text.cancel}</Button>
    </>
  );
  return (
    <Sheet title={text.add.title} close={close} foot={foot}>
      <form id="add-files" className="form" onSubmit={(event) => { event.preventDefault(); void add(); }}>
        <FormError message={error} />
        {added && <Refused files={added.refused} />}
        <UploadList />
        <Field label={text.add.paths} hint={text.add.pathsHint}>
          {(ids) => (
            <>
              <textarea {...ids} className="in mono" rows={6} value={typed} spellCheck={false} onChange={(event) => setTyped(event.target.value)} />
              <div className="choices"><ChooseButton wanted="files" take={(chosen) => setTyped([...pathsIn(typed), ...chosen].join("\n"))} /><UploadButton /></div>
            </>
          )}
        </Field>
        <Field label={text.rules.profile} hint={profile === "" ? text.add.byRulesHint : undefined}>
          {(ids) => <ProfileSelect {...ids} profiles={profiles} value={profile} choose={setProfile} none={text.add.byRules} />}
        </Field>
        <Field label={text.folders.output} hint={text.add.outputHint}>
          {(ids) => (
            <div className="with-choose">
              <input {...ids} className="in mono" value={output} spellCheck={false} autoComplete="off" onChange={(event) => setOutput(event.target.value)} />
              <ChooseButton wanted="folder" take={([folder = output]) => setOutput(folder)} />
            </div>
          )}
        </Field>
      </form>
    </Sheet>
  );
}
