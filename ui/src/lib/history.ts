/** The address bar, in one place: the router listens to it, and orders given outside of components write to it. */
import { createBrowserHistory } from "@tanstack/react-router";

export const history = createBrowserHistory();
