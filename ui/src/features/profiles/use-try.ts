import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { useEffect, useState } from "react";
import { messageOf } from "@/api/errors";
import { type ProfileDraft, type TriedProfile, tryProfile } from "@/api/profiles";

const QUIET_MS = 300;

type Errors = Readonly<Record<string, string>>;

/** What the server says of a draft as it is typed: ffmpeg's words, or what is wrong and at which field. */
export function useTried(draft: ProfileDraft): { tried: TriedProfile | undefined; errors: Errors; isWrong: boolean } {
  const written = JSON.stringify(draft);
  const [settled, setSettled] = useState(written);
  useEffect(() => {
    const timer = setTimeout(() => setSettled(written), QUIET_MS);
    return () => clearTimeout(timer);
  }, [written]);
  const { data, error } = useQuery({
    queryKey: ["try-profile", settled],
    retry: false,
    placeholderData: keepPreviousData,
    queryFn: () => tryProfile(JSON.parse(settled) as ProfileDraft),
  });
  const wrong = data?.wrong ?? (error ? { field: "", detail: messageOf(error) } : null);
  return { tried: data, errors: wrong ? { [wrong.field ?? ""]: withoutField(wrong.detail) } : {}, isWrong: wrong !== null };
}

/** The field's name stands above it already. */
const withoutField = (detail: string): string => detail.replace(/^[a-z_.]+: /, "");
