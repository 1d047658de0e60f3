// Everything here only enhances: every page and every form works without it.
import * as Turbo from "@hotwired/turbo";
import { watchForms } from "./form-guard.js";
import { defineLiveSource } from "./live-source.js";
import { startClocks } from "./clocks.js";
import { listenToKeys } from "./keys.js";
import { keepDrafts } from "./drafts.js";
import { enhance } from "./enhance.js";
import { keepCounts } from "./counts.js";
import { answerWhileAsking } from "./what-if.js";

// The server coalesces; waiting here again would only postpone a steady stream of changes.
Turbo.session.pageRefreshDebouncePeriod = 20;
Turbo.config.forms.submitter = "aria-disabled";

watchForms();
startClocks();
listenToKeys();
keepDrafts();
enhance();
keepCounts();
answerWhileAsking();
defineLiveSource();
