// Every screen by its name. Each takes the context of a visit and gives `{element, heading}`, and where it needs them `refresh` and `announce`.

import { failed } from "./screens/failed.js";
import { members } from "./screens/members.js";
import { question } from "./screens/question.js";
import { result } from "./screens/result.js";
import { start } from "./screens/start.js";

export const SCREENS = { failed, members, question, result, start };
