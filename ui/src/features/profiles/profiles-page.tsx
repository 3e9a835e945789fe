import "./profiles.css";
import { Link, useParams } from "@tanstack/react-router";
import { type ReactNode, useRef, useState } from "react";
import { run } from "@/actions/run";
import { useKnownProfiles } from "@/actions/profiles";
import { importProfiles } from "@/api/profiles";
import type { Profile } from "@/api/types";
import { Button } from "@/components/button";
import { EmptyState } from "@/components/empty-state";
import { FilterBox } from "@/components/filter-box";
import { Icon } from "@/components/icon";
import { Menu } from "@/components/menu";
import { PageHead } from "@/components/page-head";
import { text } from "@/i18n/en";
import { targetName } from "@/i18n/targets";
import { announce } from "@/lib/announce";
import { saveFile } from "@/actions/save-file";
import { history } from "@/lib/history";
import { draftOf, freeName } from "./draft";
import { ProfileForm } from "./profile-form";
import { ProfileView } from "./profile-view";

type Mode = "view" | "edit" | "copy";

export function ProfilesPage() {
  const { name } = useParams({ strict: false });
  const profiles = useKnownProfiles();
  if (!profiles) return <PageHead title={text.frame.profiles} />;
  const profile = name === undefined ? (profiles.find((each) => !each.is_builtin) ?? profiles[0]) : profiles.find((each) => each.name === name);
  const side = <ProfileList profiles={profiles} current={profile?.name ?? null} />;
  if (profile) return <OneProfile key={profile.name} profile={profile} profiles={profiles} side={side} />;
  return (
    <>
      <PageHead title={text.frame.profiles} />
      <div className="split">{side}<EmptyState icon="profiles" title={text.profiles.gone}>{text.profiles.goneWhy}</EmptyState></div>
    </>
  );
}

function OneProfile({ profile, profiles, side }: { profile: Profile; profiles: readonly Profile[]; side: ReactNode }) {
  const [mode, setMode] = useState<Mode>("view");
  if (mode === "view") return <ProfileView profile={profile} side={side} edit={() => setMode("edit")} copy={() => setMode("copy")} />;
  const isNew = mode === "copy";
  const first = isNew ? { ...draftOf(profile), name: freeName(profile.name, profiles.map((each) => each.name)) } : draftOf(profile);
  const close = (saved: string | null) => {
    setMode("view");
    if (saved !== null && isNew) history.push(`/profiles/${saved}`);
  };
  return <ProfileForm first={first} isNew={isNew} side={side} about={isNew ? text.profiles.making(profile.name) : text.profiles.editing} close={close} />;
}

function ProfileList({ profiles, current }: { profiles: readonly Profile[]; current: string | null }) {
  const [asked, setAsked] = useState("");
  const words = asked.trim().toLowerCase();
  const shown = profiles.filter((each) => `${each.name} ${each.description} ${targetName(each.target)}`.toLowerCase().includes(words));
  const [own, builtin] = [shown.filter((each) => !each.is_builtin), shown.filter((each) => each.is_builtin)];
  return (
    <nav className="side" aria-label={text.profiles.list}>
      <div className="side-head"><FilterBox label={text.profiles.filter} hint={text.finished.searchShort} value={asked} change={setAsked} hotkey /><ExchangeMenu hasOwn={profiles.some((each) => !each.is_builtin)} /></div>
      <h2 className="side-title">{text.profiles.yours}</h2>
      {own.length === 0 && words === "" && <p className="hint side-note">{text.profiles.none}</p>}
      {own.map((each) => <ProfileItem key={each.name} profile={each} isCurrent={each.name === current} />)}
      <h2 className="side-title">{text.profiles.builtin}</h2>
      {builtin.map((each) => <ProfileItem key={each.name} profile={each} isCurrent={each.name === current} />)}
    </nav>
  );
}

function ProfileItem({ profile, isCurrent }: { profile: Profile; isCurrent: boolean }) {
  return (
    <Link to="/profiles/$name" params={{ name: profile.name }} className="side-item" aria-current={isCurrent ? "page" : undefined} title={profile.unavailable_reason ?? profile.description}>
      <b className="el">{profile.name}</b>
      {profile.available ? <span /> : <Icon name="warn" className="c-warn" />}
      <small className="el">{targetName(profile.target)}</small>
    </Link>
  );
}

function ExchangeMenu({ hasOwn }: { hasOwn: boolean }) {
  const picker = useRef<HTMLInputElement>(null);
  const take = async (file: File | undefined) => {
    if (!file) return;
    const taken = await run(async () => importProfiles(await file.text(), file.name));
    if (taken) announce(text.profiles.imported(taken.length));
  };
  const entries = [
    { label: text.profiles.import, icon: "file" as const, run: () => picker.current?.click() },
    { label: text.profiles.exportOwn, run: () => void saveFile("/api/v1/profiles/export"), disabled: !hasOwn },
  ];
  return (
    <>
      <Menu entries={entries}><Button kind="quiet" small bare icon="more" aria-label={text.order.moreFor(text.profiles.list)} /></Menu>
      <input ref={picker} type="file" accept=".toml,application/toml" hidden onChange={(event) => void take(event.target.files?.[0])} />
    </>
  );
}
