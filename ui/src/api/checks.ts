/** Preflights: started, followed, stopped, and what they found cured. */
import { api, valueOf } from "./client";
import type { components } from "./schema.gen";

type Schemas = components["schemas"];
export type CheckFileOut = Schemas["CheckFileOut"];
export type CheckOut = Schemas["CheckOut"];
export type TargetOut = Pick<Schemas["TargetOut"], "name" | "title" | "description">;
export type CheckIn = { paths: string[]; target: string; recursive: boolean };

const at = (check_id: string) => ({ params: { path: { check_id } } });

export const startCheck = async (draft: CheckIn) => valueOf(await api.POST("/api/v1/verify", { body: { ...draft, loop: false } }));
export const getCheck = async (id: string) => valueOf(await api.GET("/api/v1/checks/{check_id}", at(id)));
export const stopCheck = async (id: string) => valueOf(await api.DELETE("/api/v1/checks/{check_id}", at(id)));
export const cureFiles = async (id: string, paths: string[], output_directory: string | null) =>
  valueOf(await api.POST("/api/v1/checks/{check_id}/cure", { ...at(id), body: { paths, output_directory } }));
export const getTargets = async () => valueOf(await api.GET("/api/v1/targets")).items;
