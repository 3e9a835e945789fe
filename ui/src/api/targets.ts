import { useQuery } from "@tanstack/react-query";
import { type TargetOut, getTargets } from "./checks";

const NONE: readonly TargetOut[] = [];

export function useTargets(): readonly TargetOut[] {
  return useQuery({ queryKey: ["targets"], queryFn: getTargets }).data ?? NONE;
}
